"""Uploads that end without a node: given up, left alone, their owner gone. The bytes come back once, nothing stays."""

import pytest

from functions.vault import triggers
from functions.vault.core.objects import URL_LIFETIME
from functions.vault.uploads.uploads import LONGEST, RESERVED_FOR
from tests.store.vault.large import (
    ROOM,
    UPLOAD,
    announced,
    assemble,
    begun,
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
from tests.store.vault.people import BUCKET, Owner, item, key_of, put
from tests.store.vault.test_erasure import deleted, erase

FILM = film()
EMPTY = {"limit": ROOM, "used": 0, "reserved": 0, "free": ROOM}


def give_up(owner: Owner, upload_id: str) -> tuple[int, str | None]:
    status, answer = owner.call("DELETE", UPLOAD, upload_id=upload_id)
    return status, answer["code"] if answer else None


@pytest.mark.parametrize("sent", [(), (1,), (1, 2, 3)])
def test_what_is_given_up_leaves_nothing_and_frees_its_bytes_once(roomy: Owner, sent: tuple[int, ...]) -> None:
    wish = large(FILM)
    upload_id = roomy.init(wish)[0]["upload_id"]
    (part,) = sign(roomy, upload_id, FILM, 3)
    if sent:
        send(roomy, upload_id, FILM, *sent)
    for _ in range(2):
        assert give_up(roomy, upload_id) == (204, None)
        assert roomy.quota() == EMPTY
    assert begun(roomy) == []
    assert put_part(part, pieces(FILM)[2]) == 404
    seen = progress(roomy, upload_id)
    assert (seen["state"], seen["parts"], seen["problem"]) == ("aborted", [], None)
    (done,) = roomy.complete(upload_id)
    assert (done["status"], done["problem"]["code"]) == ("failed", "not_found")

    (anew,) = roomy.init(wish)
    assert (anew["status"], anew["upload_id"] == upload_id) == ("upload", False)


def test_a_small_file_that_was_put_is_given_up_too(roomy: Owner) -> None:
    owner, place = roomy, roomy.place
    (answer,) = owner.init(item(b"small"))
    put(answer, b"small")
    body = place.event(key_of(answer))
    assert give_up(owner, answer["upload_id"]) == (204, None)
    assert place.versions(f"storage/{owner.user_id}/") == []
    assert place.stored(body) == []
    assert put(answer, b"small") == 200
    assert place.stored(place.event(key_of(answer))) == []
    assert place.versions(f"storage/{owner.user_id}/") == []
    assert owner.names() == []
    assert owner.quota() == EMPTY


def test_an_assembled_file_that_nobody_heard_of_is_given_up_too(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 1, 2, 3)
    key = begun(roomy)[0]["Key"]
    assemble(roomy, progress(roomy, upload_id)["parts"])
    body = roomy.place.event(key)
    assert give_up(roomy, upload_id) == (204, None)
    assert roomy.place.stored(body) == []
    assert roomy.place.versions(f"storage/{roomy.user_id}/") == []
    assert roomy.quota() == EMPTY


def test_what_is_committed_is_not_given_up(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 1, 2, 3)
    (done,) = roomy.complete(upload_id)
    assert give_up(roomy, upload_id) == (409, "conflict")
    assert roomy.place.fetch(roomy, done["node"]["id"]) == FILM
    assert roomy.quota()["used"] == len(FILM)


@pytest.mark.parametrize("how", ["given up", "failed", "committed"])
def test_of_an_ended_upload_no_part_is_signed(roomy: Owner, how: str) -> None:
    upload_id = announced(roomy, FILM, 1, 2, 3)
    if how == "given up":
        give_up(roomy, upload_id)
    elif how == "failed":
        roomy.place.s3.put_object(Bucket=BUCKET, Key=begun(roomy)[0]["Key"], Body=b"lie")
    roomy.complete(upload_id)
    assert not_signed(roomy, upload_id, FILM, 1) == (409, "conflict")
    assert begun(roomy) == []


def test_an_upload_that_is_left_alone_expires_with_its_parts(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 1, 2)
    roomy.place.clock.now += RESERVED_FOR + URL_LIFETIME - 60
    triggers.reconcile(roomy.place.vault)
    assert held(roomy, upload_id) == [1, 2]
    roomy.place.clock.now += 120
    triggers.reconcile(roomy.place.vault)
    assert progress(roomy, upload_id)["state"] == "expired"
    assert begun(roomy) == []
    assert roomy.quota() == EMPTY
    triggers.reconcile(roomy.place.vault)
    assert roomy.quota() == EMPTY


def test_an_expiry_that_was_put_off_meanwhile_is_not_carried_out(roomy: Owner) -> None:
    """The index of open uploads may name it still: the reconciler looks at the upload itself."""
    upload_id, vault = announced(roomy, FILM, 1), roomy.place.vault
    roomy.place.clock.now += RESERVED_FOR - 3600
    send(roomy, upload_id, FILM, 2)
    roomy.place.clock.now += 3600 + URL_LIFETIME + 60
    vault.finaliser.finalise(roomy.user_id, {upload_id: None}, vault.now, claims={}, expire=True)
    assert held(roomy, upload_id) == [1, 2]
    assert roomy.quota()["reserved"] == len(FILM)


def test_a_file_may_go_up_in_several_nights_but_not_for_ever(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 1)
    start = roomy.place.clock.now
    while roomy.place.clock.now + 20 * 3600 < start + LONGEST:
        roomy.place.clock.now += 20 * 3600
        triggers.reconcile(roomy.place.vault)
        send(roomy, upload_id, FILM, 2)
        assert held(roomy, upload_id) == [1, 2]
    roomy.place.clock.now = start + LONGEST + 1
    assert not_signed(roomy, upload_id, FILM, 3) == (409, "conflict")
    roomy.place.clock.now += URL_LIFETIME + 60
    triggers.reconcile(roomy.place.vault)
    assert progress(roomy, upload_id)["state"] == "expired"
    assert begun(roomy) == []
    assert roomy.quota() == EMPTY


def test_parts_go_with_their_owner(roomy: Owner, stranger: Owner) -> None:
    upload_id = announced(roomy, FILM, 1, 2)
    theirs = stranger.place.s3.create_multipart_upload(Bucket=BUCKET, Key=f"storage/{stranger.user_id}/files/x/y")
    assert erase(roomy.place, deleted(roomy.user_id)) == []
    assert begun(roomy) == []
    assert [one["UploadId"] for one in begun(stranger)] == [theirs["UploadId"]]
    assert roomy.place.rows(roomy.user_id) == []
    assert roomy.call("GET", UPLOAD, upload_id=upload_id)[0] == 404


def test_nothing_is_begun_in_a_vault_that_is_being_erased(roomy: Owner) -> None:
    """Between the bar and the last row: what was begun then would outlive its owner."""
    upload_id = announced(roomy, FILM)
    roomy.place.vault.erasure.store.bar(roomy.user_id, roomy.place.vault.now)
    assert not_signed(roomy, upload_id, FILM, 1) == (401, "session_ended")
    assert begun(roomy) == []
