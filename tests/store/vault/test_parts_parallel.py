"""Several clients on one large upload at the same moment: one multipart upload, one node, or one end."""

from collections.abc import Callable

import pytest

from functions.shared.problems import Code, Problem
from functions.vault.uploads.resuming import Asked
from tests.store.vault.large import UPLOAD, announced, begun, digest, film, pieces, progress
from tests.store.vault.people import Owner, item, put
from tests.store.vault.test_parallel import at_once, feed

FILM = film()


def test_parallel_signings_begin_one_multipart_upload(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM)
    asked = [Asked(1, digest(pieces(FILM)[0]))]
    vault = roomy.place.vault
    signed = at_once(*[lambda: vault.resuming.sign(roomy.user_id, upload_id, asked, vault.now)] * 8)
    (one,) = begun(roomy)
    assert all(one["UploadId"] in part.url for (part,) in signed)


def test_parallel_completions_make_one_node(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 1, 2, 3)
    vault = roomy.place.vault

    def complete() -> str:
        done = vault.finaliser.finalise(roomy.user_id, {upload_id: None}, vault.now, claims={})
        return done[upload_id].status

    assert set(at_once(*[complete] * 8)) == {"committed"}
    assert feed(roomy.place, roomy.user_id) == [1]
    assert len(roomy.place.versions(f"storage/{roomy.user_id}/")) == 1
    assert roomy.quota()["used"] == len(FILM)


@pytest.mark.parametrize("size", [5, len(FILM)])
def test_giving_up_and_completing_at_once_has_one_outcome(roomy: Owner, size: int) -> None:
    """Either there is a node with all its bytes, or there is nothing."""
    vault, user_id = roomy.place.vault, roomy.user_id
    for attempt in range(6):
        content = film(attempt, size) if size > 5 else b"%5d" % attempt
        upload_id = _arrived(roomy, content)
        acts: list[Callable[[], object]] = [
            lambda: vault.finaliser.finalise(user_id, {upload_id: None}, vault.now, claims={}),  # noqa: B023
            lambda: _given_up(roomy, upload_id),  # noqa: B023
        ]
        at_once(*(acts if attempt % 2 else acts[::-1]))
        is_committed = progress(roomy, upload_id)["state"] == "committed"
        bodies = [body for body in roomy.place.events(wait=0) if user_id in body]
        assert roomy.place.stored(*bodies) == []
        versions = roomy.place.versions(f"storage/{user_id}/")
        assert len(versions) == len(roomy.names()) == int(is_committed)
        quota = roomy.quota()
        assert (quota["reserved"], quota["used"]) == (0, len(content) if is_committed else 0)
        if is_committed:
            return


def _arrived(owner: Owner, content: bytes) -> str:
    if len(content) > 5:
        return announced(owner, content, 1, 2, 3)
    (answer,) = owner.init(item(content))
    assert put(answer, content) == 200
    return str(answer["upload_id"])


def _given_up(owner: Owner, upload_id: str) -> None:
    vault = owner.place.vault
    try:
        vault.resuming.abort(owner.user_id, upload_id, vault.now)
    except Problem as problem:
        if problem.code is not Code.CONFLICT:
            raise


def test_a_second_way_to_give_up_is_the_first(roomy: Owner) -> None:
    upload_id = announced(roomy, FILM, 1)
    at_once(*[lambda: _given_up(roomy, upload_id)] * 8)
    assert roomy.quota()["reserved"] == 0
    assert begun(roomy) == []
    assert roomy.call("DELETE", UPLOAD, upload_id=upload_id)[0] == 204
