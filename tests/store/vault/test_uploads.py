"""From announcement to node: what each step answers, and what it moves."""

import httpx
import pytest

from functions.vault.uploads.uploads import RESERVED_FOR
from tests.store.vault.people import QUOTA, Owner, Place, item, key_of, put

JPEG = b"\xff\xd8\xff\xe0 a small photo"


def test_a_file_is_announced_put_and_committed(owner: Owner) -> None:
    (announced,) = owner.init(item(JPEG, "yaz tatili.jpg", taken_at="2026-07-01T12:00:00+03:00"))
    assert (announced["status"], announced["method"]) == ("upload", "put")
    assert {*announced["headers"]} == {"content-type", "x-amz-checksum-sha256", "if-none-match"}
    assert owner.names() == []
    assert owner.quota() == {"limit": QUOTA, "used": 0, "reserved": len(JPEG), "free": QUOTA - len(JPEG)}

    assert put(announced, JPEG) == 200
    (done,) = owner.complete(announced["upload_id"])
    node = done["node"]
    assert done["status"] == "committed"
    assert node["id"] == announced["node_id"]
    assert (node["name"], node["kind"], node["size"], node["rev"]) == ("yaz tatili.jpg", "photo", len(JPEG), 1)
    assert node["taken_at"] == "2026-07-01T09:00:00.000Z"
    assert owner.quota()["used"] == len(JPEG)
    assert owner.call("GET", "/vault/nodes")[1] == {"items": [node], "next_cursor": None}
    summary = owner.call("GET", "/vault/summary")[1]
    assert summary["counts"] == {"file": 0, "photo": 1, "note": 0, "folder": 0}
    assert summary["last_backup_at"]


def test_a_new_vault_is_empty(owner: Owner) -> None:
    status, summary = owner.call("GET", "/vault/summary")
    assert status == 200
    assert summary == {
        "quota": {"limit": QUOTA, "used": 0, "reserved": 0, "free": QUOTA},
        "counts": {"file": 0, "photo": 0, "note": 0, "folder": 0},
        "last_backup_at": None,
    }


def test_the_key_is_in_the_owners_prefix_and_holds_no_name(owner: Owner) -> None:
    photo, file = owner.init(item(b"1", "secret.jpg"), item(b"2", "secret.txt", kind="file"))
    assert key_of(photo) == f"storage/{owner.user_id}/photos/{photo['node_id']}/{photo['upload_id']}"
    assert key_of(file).startswith(f"storage/{owner.user_id}/files/")


def test_an_empty_file_works(owner: Owner) -> None:
    node = owner.back_up(b"", "empty.txt", kind="file", mime="text/plain")
    assert (node["size"], owner.quota()["used"]) == (0, 0)


@pytest.mark.parametrize(
    ("method", "content", "headers"),
    [
        ("PUT", b"other bytes, same length", {}),
        ("PUT", b"longer than was announced, by far", {}),
        ("PUT", b"short", {}),
        ("PUT", b"", {}),
        ("PUT", b"these are the true bytes", {"content-type": "text/html"}),
        ("PUT", b"these are the true bytes", {"if-none-match": ""}),
        ("PUT", b"these are the true bytes", {"x-amz-checksum-sha256": "0" * 42 + "A="}),
        ("GET", b"", {}),
        ("DELETE", b"", {}),
    ],
)
def test_the_url_allows_exactly_what_was_announced(
    owner: Owner, method: str, content: bytes, headers: dict[str, str]
) -> None:
    (announced,) = owner.init(item(b"these are the true bytes"))
    sent = httpx.request(method, announced["url"], content=content, headers={**announced["headers"], **headers})
    assert sent.status_code in (400, 403)
    (done,) = owner.complete(announced["upload_id"])
    assert (done["status"], done["problem"]["code"]) == ("pending", "upload_incomplete")


def test_a_url_works_once(owner: Owner) -> None:
    (announced,) = owner.init(item(JPEG))
    assert [put(announced, JPEG), put(announced, JPEG)] == [200, 412]


def test_repeating_an_announcement_answers_the_same_upload(owner: Owner) -> None:
    wish = item(JPEG)
    first, again = owner.init(wish)[0], owner.init(wish)[0]
    assert (first["upload_id"], first["node_id"]) == (again["upload_id"], again["node_id"])
    assert owner.quota()["reserved"] == len(JPEG)
    assert put(again, JPEG) == 200


def test_another_body_under_the_same_client_id_is_refused(owner: Owner) -> None:
    wish = item(JPEG)
    owner.init(wish)
    (refused,) = owner.init({**wish, "name": "other.jpg"})
    assert (refused["status"], refused["problem"]["code"]) == ("rejected", "idempotency_mismatch")


def test_content_that_is_there_is_not_sent_again(owner: Owner) -> None:
    wish = item(JPEG)
    (announced,) = owner.init(wish)
    put(announced, JPEG)
    owner.complete(announced["upload_id"])
    for repeated in (wish, item(JPEG, "copy.jpg")):
        (answer,) = owner.init(repeated)
        assert (answer["status"], answer["node_id"]) == ("duplicate", announced["node_id"])
    assert owner.quota()["reserved"] == 0


def test_content_in_the_trash_may_be_sent_again(owner: Owner) -> None:
    wish = item(JPEG)
    (announced,) = owner.init(wish)
    put(announced, JPEG)
    owner.complete(announced["upload_id"])
    owner.call("DELETE", "/vault/nodes/{node_id}", node_id=announced["node_id"])
    (anew,) = owner.init(wish)
    assert anew["status"] == "upload"
    assert anew["upload_id"] != announced["upload_id"]
    assert put(anew, JPEG) == 200
    assert owner.complete(anew["upload_id"])[0]["status"] == "committed"


def test_an_equal_name_gets_a_number(owner: Owner) -> None:
    names = [
        owner.back_up(name.encode() + bytes([n]), name)["name"]
        for n, name in enumerate(["IMG.JPG", "img.jpg", "Img.jpg"])
    ]
    assert names == ["IMG.JPG", "img (2).jpg", "Img (3).jpg"]


def test_many_equal_names_in_one_batch_all_live(owner: Owner) -> None:
    for start in (0, 20):
        contents = [f"{start + n}".encode() for n in range(20)]
        announced = owner.init(*(item(content, "same.jpg") for content in contents))
        for one, content in zip(announced, contents, strict=True):
            assert put(one, content) == 200
        assert {done["status"] for done in owner.complete(*(one["upload_id"] for one in announced))} == {"committed"}
    assert sorted(owner.names()) == sorted(["same.jpg", *(f"same ({n}).jpg" for n in range(2, 41))])


def test_fifty_files_are_announced_and_twenty_completed_in_one_call(owner: Owner) -> None:
    contents = [f"photo {n}".encode() for n in range(50)]
    announced = owner.init(*(item(content, f"{n}.jpg") for n, content in enumerate(contents)))
    assert {one["status"] for one in announced} == {"upload"}
    for one, content in zip(announced[:20], contents, strict=False):
        assert put(one, content) == 200
    done = owner.complete(*(one["upload_id"] for one in announced[:20]))
    assert [one["upload_id"] for one in done] == [one["upload_id"] for one in announced[:20]]
    assert {one["status"] for one in done} == {"committed"}
    assert owner.names(limit="20") == [f"{n}.jpg" for n in reversed(range(20))]


def test_what_does_not_fit_is_refused_and_the_rest_goes_on(owner: Owner) -> None:
    sizes = [QUOTA - 10, 20, 10, 1]
    answers = owner.init(*(item(bytes([n]), size=size) for n, size in enumerate(sizes)))
    assert [answer["status"] for answer in answers] == ["upload", "rejected", "upload", "rejected"]
    assert answers[1]["problem"]["code"] == "quota_exceeded"
    assert answers[1]["problem"]["status"] == 507
    assert owner.quota()["free"] == 0


def test_at_most_a_hundred_uploads_are_open(owner: Owner) -> None:
    for _ in range(2):
        assert {answer["status"] for answer in owner.init(*(item(b"") for _ in range(50)))} == {"upload"}
    (refused,) = owner.init(item(b""))
    assert (refused["problem"]["code"], refused["problem"]["status"]) == ("too_many_uploads", 429)


def test_the_same_upload_twice_in_one_call_is_one_node(owner: Owner) -> None:
    (announced,) = owner.init(item(JPEG))
    put(announced, JPEG)
    one, two = owner.complete(announced["upload_id"], announced["upload_id"])
    assert one == two
    assert owner.quota()["used"] == len(JPEG)


def test_completing_again_answers_the_node(owner: Owner) -> None:
    (announced,) = owner.init(item(JPEG))
    put(announced, JPEG)
    first = owner.complete(announced["upload_id"])
    assert owner.complete(announced["upload_id"]) == first
    assert owner.quota()["used"] == len(JPEG)


def test_an_upload_stays_open_for_a_day(owner: Owner, place: Place) -> None:
    """A phone comes back the next morning: the announcement is repeated and answers a fresh URL."""
    wish = item(JPEG)
    (announced,) = owner.init(wish)
    place.clock.now += RESERVED_FOR - 60
    (again,) = owner.init(wish)
    assert again["upload_id"] == announced["upload_id"]
    assert again["expires_at"] > announced["expires_at"]
