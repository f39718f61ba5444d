"""Parts that are not what was announced: never committed, whoever sends them and whatever the storage takes."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.store.vault.large import (
    PART,
    ROOM,
    URLS,
    announced,
    begun,
    digest,
    film,
    held,
    large,
    pieces,
    put_part,
    send,
    sign,
)
from tests.store.vault.people import BUCKET, Owner, item

FILM = film()
FIRST, SECOND, LAST = pieces(FILM)


def failed(owner: Owner, upload_id: str) -> None:
    """Ended for ever, with nothing left of it."""
    (done,) = owner.complete(upload_id)
    assert (done["status"], done["problem"]["code"]) == ("failed", "integrity")
    assert owner.complete(upload_id) == [done]
    assert begun(owner) == []
    assert owner.place.versions(f"storage/{owner.user_id}/") == []
    assert owner.names() == []
    assert owner.quota() == {"limit": ROOM, "used": 0, "reserved": 0, "free": ROOM}


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (LAST[::-1], {}),
        (LAST + b"!", {}),
        (LAST[:-1], {}),
        (b"", {}),
        (LAST, {"x-amz-checksum-sha256": ""}),
        (LAST[::-1], {"x-amz-checksum-sha256": digest(LAST[::-1])}),
    ],
)
def test_a_part_url_allows_exactly_what_was_signed(roomy: Owner, content: bytes, headers: dict[str, str]) -> None:
    upload_id = announced(roomy, FILM)
    (part,) = sign(roomy, upload_id, FILM, 3)
    sent = httpx.put(part["url"], content=content, headers={**part["headers"], **headers})
    assert sent.status_code in (400, 403)
    assert held(roomy, upload_id) == []


@pytest.mark.parametrize(
    "change", [("partNumber=3", "partNumber=2"), ("storage/", "storage/x"), ("X-Amz-Expires=900", "X-Amz-Expires=9000")]
)
def test_a_part_url_cannot_be_bent(roomy: Owner, change: tuple[str, str]) -> None:
    upload_id = announced(roomy, FILM)
    (part,) = sign(roomy, upload_id, FILM, 3)
    assert put_part({**part, "url": part["url"].replace(*change)}, LAST) in (403, 404)
    assert held(roomy, upload_id) == []


def test_swapped_parts_are_not_the_file(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 3)
    send(roomy, upload_id, SECOND + FIRST, 1, 2)
    assert held(roomy, upload_id) == [1, 2, 3]
    failed(roomy, upload_id)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_byte_that_changed_on_its_way_to_the_hash_is_not_the_file(roomy: Owner, number: int) -> None:
    """Of the right length and with the hash that the client made of the wrong bytes: S3 takes the part."""
    upload_id = announced(roomy, FILM)
    changed = bytearray(FILM)
    changed[(number - 1) * PART + 2] ^= 1
    send(roomy, upload_id, bytes(changed), 1, 2, 3)
    failed(roomy, upload_id)


def straight(owner: Owner, number: int, body: bytes) -> Callable[[str], None]:
    """A part that is written past the URLs, by whoever may write to the bucket."""

    def write(key: str) -> None:
        (one,) = begun(owner)
        owner.place.s3.upload_part(Bucket=BUCKET, Key=key, UploadId=one["UploadId"], PartNumber=number, Body=body)

    return write


@pytest.mark.parametrize(
    ("number", "body"),
    [(3, LAST + b"more"), (3, LAST[:-1]), (3, LAST[::-1]), (2, b"short"), (4, b"one too many"), (10_000, LAST)],
)
def test_parts_written_straight_into_the_bucket_are_not_the_file(roomy: Owner, number: int, body: bytes) -> None:
    upload_id = announced(roomy, FILM, 1, 2, 3)
    straight(roomy, number, body)(begun(roomy)[0]["Key"])
    failed(roomy, upload_id)


@pytest.mark.parametrize("actor", ["client", "event"])
def test_an_object_written_straight_into_the_bucket_is_not_the_file(roomy: Owner, actor: str) -> None:
    """Even of the right bytes: in one piece they have another hash. The parts go with it."""
    upload_id = announced(roomy, FILM, 1, 2, 3)
    key = begun(roomy)[0]["Key"]
    roomy.place.s3.put_object(Bucket=BUCKET, Key=key, Body=FILM)
    if actor == "event":
        assert roomy.place.stored(roomy.place.event(key)) == []
    failed(roomy, upload_id)


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_gap_leaves_the_upload_open(roomy: Owner, missing: int) -> None:
    upload_id = announced(roomy, FILM, *({1, 2, 3} - {missing}))
    (done,) = roomy.complete(upload_id)
    assert (done["status"], done["problem"]["code"]) == ("pending", "upload_incomplete")
    send(roomy, upload_id, FILM, missing)
    assert roomy.complete(upload_id)[0]["status"] == "committed"


ORDERLY = [{"part_number": number, "sha256": digest(piece)} for number, piece in enumerate(pieces(FILM), 1)]


@pytest.mark.parametrize(
    "claimed",
    [
        [],
        ORDERLY[:2],
        [ORDERLY[0], ORDERLY[2]],
        [ORDERLY[1], ORDERLY[0], ORDERLY[2]],
        [ORDERLY[0], *ORDERLY],
        [*ORDERLY, {"part_number": 4}],
        [{"part_number": 1, "sha256": digest(SECOND)}, *ORDERLY[1:]],
        [{"part_number": 1, "etag": '"other"'}, *ORDERLY[1:]],
    ],
)
def test_what_a_client_says_must_be_what_is_stored(roomy: Owner, claimed: list[dict[str, Any]]) -> None:
    upload_id = announced(roomy, FILM, 1, 2, 3)

    def complete(parts: list[dict[str, Any]]) -> Any:
        status, answer = roomy.call(
            "POST", "/vault/uploads/complete", {"items": [{"upload_id": upload_id, "parts": parts}]}
        )
        assert status == 200, answer
        return answer["items"][0]

    refused = complete(claimed)
    assert (refused["status"], refused["problem"]["code"]) == ("pending", "invalid_request")
    assert complete(ORDERLY)["status"] == "committed"


@pytest.mark.parametrize(
    ("part", "field", "reason"),
    [
        ({"part_number": 4, "sha256": digest(LAST)}, "part_number", "not_of_this_file"),
        ({"part_number": 3, "sha256": digest(LAST), "size": 6}, "size", "not_of_this_part"),
        ({"part_number": 1, "sha256": digest(LAST), "size": 5}, "size", "not_of_this_part"),
    ],
)
def test_a_part_that_the_file_does_not_have_is_not_signed(
    roomy: Owner, part: dict[str, Any], field: str, reason: str
) -> None:
    upload_id = announced(roomy, FILM)
    status, problem = roomy.call("POST", URLS, {"parts": [ORDERLY[0], part]}, upload_id=upload_id)
    assert (status, problem["code"]) == (422, "invalid_request")
    assert problem["errors"] == [{"field": f"parts.1.{field}", "reason": reason}]
    assert begun(roomy) == []


def test_a_small_file_is_signed_with_its_own_hash_only(roomy: Owner) -> None:
    (answer,) = roomy.init(item(b"small"))
    other = {"parts": [{"part_number": 1, "sha256": digest(b"other")}]}
    status, problem = roomy.call("POST", URLS, other, upload_id=answer["upload_id"])
    assert (status, problem["errors"]) == (422, [{"field": "parts.0.sha256", "reason": "not_as_announced"}])


def test_after_a_failure_the_same_client_id_starts_anew(roomy: Owner) -> None:
    wish = large(FILM)
    (answer,) = roomy.init(wish)
    send(roomy, answer["upload_id"], FILM, 3)
    send(roomy, answer["upload_id"], SECOND + FIRST, 1, 2)
    failed(roomy, answer["upload_id"])
    (anew,) = roomy.init(wish)
    assert anew["upload_id"] != answer["upload_id"]
    send(roomy, anew["upload_id"], FILM, 1, 2, 3)
    assert roomy.complete(anew["upload_id"])[0]["status"] == "committed"
