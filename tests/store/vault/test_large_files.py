"""Files in parts, from announcement to node: interrupted anywhere, with any answer lost, each byte is sent once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from functions.vault import triggers
from functions.vault.core.objects import URL_LIFETIME
from functions.vault.uploads.uploads import RESERVED_FOR
from tests.store.vault.large import (
    PART,
    ROOM,
    URLS,
    announced,
    assemble,
    begun,
    composite,
    digest,
    film,
    held,
    large,
    not_signed,
    pieces,
    progress,
    put_part,
    send,
    sign,
)
from tests.store.vault.people import BUCKET, Owner, item, put

FILM = film()


def test_a_large_file_goes_in_parts(roomy: Owner) -> None:
    (answer,) = roomy.init(large(FILM))
    assert (answer["status"], answer["method"], answer["part_size"]) == ("upload", "multipart", PART)
    assert (answer["url"], answer["headers"]) == (None, None)
    assert answer["expires_at"]
    assert begun(roomy) == []
    assert roomy.quota() == {"limit": ROOM, "used": 0, "reserved": len(FILM), "free": ROOM - len(FILM)}

    send(roomy, answer["upload_id"], FILM, 1, 2, 3)
    assert roomy.names() == []
    (done,) = roomy.complete(answer["upload_id"])
    node = done["node"]
    assert (done["status"], node["id"], node["size"]) == ("committed", answer["node_id"], len(FILM))
    assert node["sha256"] == composite(FILM)
    assert roomy.place.fetch(roomy, node["id"]) == FILM
    assert roomy.quota()["used"] == len(FILM)
    assert begun(roomy) == []
    bodies = [body for body in roomy.place.events() if roomy.user_id in body]
    assert len(bodies) == 1
    assert roomy.place.stored(*bodies) == []
    assert roomy.names() == ["film.mp4"]


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_after_an_interruption_exactly_the_missing_parts_are_sent(roomy: Owner, number: int) -> None:
    """The client forgets all but the file and its client id."""
    wish = large(FILM)
    (first,) = roomy.init(wish)
    if number:
        send(roomy, first["upload_id"], FILM, *range(1, number + 1))

    (again,) = roomy.init(wish)
    assert (again["upload_id"], again["node_id"]) == (first["upload_id"], first["node_id"])
    seen = progress(roomy, again["upload_id"])
    assert (seen["state"], seen["method"], seen["part_size"]) == ("initiated", "multipart", PART)
    assert seen["parts"] == [
        {"part_number": place, "size": len(piece), "sha256": digest(piece)}
        for place, piece in enumerate(pieces(FILM)[:number], 1)
    ]
    if missing := [place for place in (1, 2, 3) if place > number]:
        send(roomy, again["upload_id"], FILM, *missing)
    assert roomy.complete(again["upload_id"])[0]["status"] == "committed"
    assert roomy.place.fetch(roomy, first["node_id"]) == FILM
    assert roomy.quota()["used"] == len(FILM)


def test_parts_may_come_in_any_order(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 3, 1)
    assert held(roomy, upload_id) == [1, 3]
    send(roomy, upload_id, FILM, 2)
    (done,) = roomy.complete(upload_id)
    assert roomy.place.fetch(roomy, done["node"]["id"]) == FILM


def test_any_answer_may_be_lost(roomy: Owner) -> None:
    """Every step is done twice, as by a client that did not hear of the first time."""
    wish = large(FILM)
    upload_id, same = (roomy.init(wish)[0]["upload_id"] for _ in range(2))
    assert upload_id == same
    for number in (1, 2, 3):
        for part in (*sign(roomy, upload_id, FILM, number), *sign(roomy, upload_id, FILM, number)):
            assert put_part(part, pieces(FILM)[number - 1]) == 200
    assert len(begun(roomy)) == 1
    first, again = (roomy.complete(upload_id) for _ in range(2))
    assert first == again
    assert roomy.quota()["used"] == len(FILM)
    assert progress(roomy, upload_id)["state"] == "committed"
    assert len(roomy.place.versions(f"storage/{roomy.user_id}/")) == 1
    assert roomy.init(wish)[0]["status"] == "duplicate"


@pytest.mark.parametrize("actor", ["complete", "event", "look", "sign", "reconcile"])
def test_an_assembled_file_that_nobody_heard_of_is_committed(roomy: Owner, actor: str) -> None:
    place, upload_id = roomy.place, announced(roomy, FILM, 1, 2, 3)
    (one,) = begun(roomy)
    assemble(roomy, progress(roomy, upload_id)["parts"])

    def look() -> None:
        assert progress(roomy, upload_id)["state"] == "committed"

    def ask() -> None:
        assert not_signed(roomy, upload_id, FILM, 1) == (409, "conflict")

    def reconcile() -> None:
        place.clock.now += RESERVED_FOR + URL_LIFETIME + 60
        triggers.reconcile(place.vault)

    acts: dict[str, Callable[[], object]] = {
        "complete": lambda: roomy.complete(upload_id),
        "event": lambda: place.stored(place.event(one["Key"])),
        "look": look,
        "sign": ask,
        "reconcile": reconcile,
    }
    acts[actor]()
    assert roomy.names() == ["film.mp4"]
    assert begun(roomy) == []
    assert roomy.complete(upload_id)[0]["status"] == "committed"
    assert (roomy.quota()["used"], roomy.quota()["reserved"]) == (len(FILM), 0)


def test_a_client_that_dies_before_its_complete_loses_nothing(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 1, 2, 3)
    roomy.place.clock.now += RESERVED_FOR + URL_LIFETIME + 60
    triggers.reconcile(roomy.place.vault)
    assert progress(roomy, upload_id)["state"] == "committed"
    assert roomy.quota()["used"] == len(FILM)


def test_a_multipart_upload_that_the_storage_lost_is_begun_again(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 1, 2)
    (one,) = begun(roomy)
    roomy.place.s3.abort_multipart_upload(Bucket=BUCKET, Key=one["Key"], UploadId=one["UploadId"])
    assert roomy.complete(upload_id)[0]["status"] == "pending"
    assert held(roomy, upload_id) == []
    send(roomy, upload_id, FILM, 1, 2, 3)
    assert roomy.complete(upload_id)[0]["status"] == "committed"


@pytest.mark.parametrize(
    ("size", "method"), [(0, "put"), (PART, "put"), (PART + 1, "multipart"), (2 * PART, "multipart")]
)
def test_every_size_arrives(roomy: Owner, size: int, method: str) -> None:
    content = film(size=size) if size else b""
    wish = large(content) if size > PART else item(content, "film.mp4")
    (answer,) = roomy.init(wish)
    assert (answer["status"], answer["method"]) == ("upload", method)
    if method == "put":
        assert put(answer, content) == 200
    else:
        send(roomy, answer["upload_id"], content, 1, 2)
    (done,) = roomy.complete(answer["upload_id"])
    assert done["status"] == "committed"
    assert roomy.place.fetch(roomy, done["node"]["id"]) == content


def test_fifty_gibibytes_are_a_file_and_a_byte_more_is_not(roomy: Owner) -> None:
    most, count = 50 * 1024**3, 6400
    wishes = [large(b"", size=size, sha256=f"{digest(b'')}-{count + size - most}") for size in (most, most + 1)]
    fits, refused = roomy.init(*wishes)
    assert (fits["status"], fits["method"]) == ("upload", "multipart")
    assert refused["problem"]["code"] == "file_too_large"
    for number, status in ((count, 200), (count + 1, 422)):
        asked = {"parts": [{"part_number": number, "sha256": digest(b"x"), "size": PART}]}
        assert roomy.call("POST", URLS, asked, upload_id=fits["upload_id"])[0] == status


def test_more_parts_than_a_page_of_the_storage_are_all_seen(roomy: Owner) -> None:
    """It lists 1,000 at a time."""
    (answer,) = roomy.init(large(b"", size=50 * 1024**3, sha256=f"{digest(b'')}-6400"))
    sign(roomy, answer["upload_id"], film(), 1)
    (one,) = begun(roomy)

    def store(number: int) -> None:
        roomy.place.s3.upload_part(
            Bucket=BUCKET, Key=one["Key"], UploadId=one["UploadId"], PartNumber=number, Body=b"x"
        )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(store, range(1, 1_003)))
    assert held(roomy, answer["upload_id"]) == list(range(1, 1_003))


def test_a_small_file_is_signed_again_as_its_only_part(roomy: Owner) -> None:
    wish = item(b"small")
    (answer,) = roomy.init(wish)
    seen = progress(roomy, answer["upload_id"])
    assert (seen["method"], seen["part_size"], seen["parts"]) == ("put", None, [])
    (part,) = sign(roomy, answer["upload_id"], b"small", 1)
    assert (part["size"], part["headers"]) == (5, answer["headers"])
    assert put_part(part, b"small") == 200
    assert roomy.complete(answer["upload_id"])[0]["status"] == "committed"


def test_files_of_both_kinds_are_completed_in_one_call(roomy: Owner) -> None:
    whole, half = announced(roomy, FILM, 1, 2, 3), announced(roomy, film(1), 1, 3)
    (small,) = roomy.init(item(b"small"))
    put(small, b"small")
    done = roomy.complete(whole, half, small["upload_id"])
    assert [one["status"] for one in done] == ["committed", "pending", "committed"]
    assert done[1]["problem"]["detail"] == "2 of 3 parts have arrived"
