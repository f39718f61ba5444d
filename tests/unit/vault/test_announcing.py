from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.ids import is_id, new_id
from functions.shared.problems import Code
from functions.vault.core import quota
from functions.vault.core.objects import PART_SIZE
from functions.vault.core.quota import Quota
from functions.vault.uploads.announcing import Outcome, decide
from functions.vault.uploads.ports_uploads import Announced, Known, Request
from functions.vault.uploads.uploads import MAX_SIZE, Upload, UploadState, Wish
from tests.unit.vault.samples import NOW, QUOTA, USER, head, known, sha256, upload, wish


def decided(*wishes: Wish, seen: Known | None = None, **room: Any) -> tuple[list[Outcome], list[Announced]]:
    return decide(USER, wishes, seen or known(), head(**room), NOW)


def code(outcome: Outcome) -> Code | None:
    return outcome.problem.code if outcome.problem else None


def earlier(of: Wish, **changes: Any) -> tuple[Upload, dict[str, Any]]:
    """An upload that the wish has made before, and what a store then knows."""
    made = upload(client_id=of.client_id, **changes)
    request = Request(made.id, of.fingerprint)
    return made, {"requests": {of.client_id: request}, "uploads": {of.client_id: made}}


def test_a_new_file_gets_an_upload_of_its_own() -> None:
    (outcome,), (fresh,) = decided(wish())
    assert outcome.upload == fresh.upload
    assert fresh.replaces is None
    assert is_id(fresh.upload.id)
    assert is_id(fresh.upload.node_id)
    assert str(fresh.upload.key) == f"storage/{USER}/photos/{fresh.upload.node_id}/{fresh.upload.id}"


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (wish(name="a/b"), Code.NAME_INVALID),
        (wish(size=MAX_SIZE + 1), Code.FILE_TOO_LARGE),
        (wish(size=10**400), Code.FILE_TOO_LARGE),
        (wish(size=PART_SIZE + 1), Code.INVALID_REQUEST),
        (wish(sha256=f"{sha256(0)}-1"), Code.INVALID_REQUEST),
        (wish(size=PART_SIZE + 1, sha256=f"{sha256(0)}-2"), Code.QUOTA_EXCEEDED),
        (wish(parent_id=new_id(1)), Code.NOT_FOUND),
        (wish(mime="no type"), Code.INVALID_REQUEST),
        (wish(size=QUOTA + 1), Code.QUOTA_EXCEEDED),
    ],
)
def test_a_bad_item_stops_no_other(bad: Wish, expected: Code) -> None:
    outcomes, fresh = decided(wish(1), bad, wish(2))
    assert [code(outcome) for outcome in outcomes] == [None, expected, None]
    assert len(fresh) == 2


def test_an_empty_file_is_a_file() -> None:
    assert decided(wish(size=0))[0][0].upload


def test_a_repeated_announcement_is_the_same_upload() -> None:
    made, seen = earlier(wish())
    (outcome,), fresh = decided(wish(), seen=known(**seen))
    assert (outcome.upload, fresh) == (made, [])


def test_a_repeated_announcement_needs_no_second_room() -> None:
    made, seen = earlier(wish())
    full = Quota(limit=QUOTA, free=0, reserved=QUOTA, open_uploads=quota.OPEN_UPLOADS)
    assert decided(wish(), seen=known(**seen), quota=full)[0][0].upload == made


@pytest.mark.parametrize("state", list(UploadState))
@pytest.mark.parametrize(
    "change", [{"name": "b.jpg"}, {"size": 11}, {"sha256": sha256(7)}, {"kind": "file"}, {"taken_at": "2026"}]
)
def test_another_body_under_a_known_client_id_is_a_mismatch(state: UploadState, change: dict[str, Any]) -> None:
    _, seen = earlier(wish(), state=state)
    outcomes, fresh = decided(replace(wish(), **change), seen=known(**seen))
    assert (code(outcomes[0]), fresh) == (Code.IDEMPOTENCY_MISMATCH, [])


@pytest.mark.parametrize("state", [state for state in UploadState if state is not UploadState.INITIATED])
def test_after_its_end_a_client_id_starts_anew(state: UploadState) -> None:
    """Also after a commit whose node is no longer live: only an explicit wish brings content back."""
    made, seen = earlier(wish(), state=state)
    (outcome,), (fresh,) = decided(wish(), seen=known(**seen))
    assert outcome.upload is fresh.upload
    assert fresh.upload.id != made.id
    assert fresh.replaces == made.id


def test_committed_content_is_a_duplicate_under_any_client_id() -> None:
    _, seen = earlier(wish(), state=UploadState.COMMITTED)
    outcomes, fresh = decided(wish(), wish(0, client_id="other-id"), seen=known(**seen, live={sha256(0): "node"}))
    assert [outcome.node_id for outcome in outcomes] == ["node", "node"]
    assert fresh == []


def test_the_same_item_twice_in_one_batch_is_one_upload() -> None:
    (one, two), fresh = decided(wish(), wish())
    assert one == two
    assert len(fresh) == 1


def test_one_client_id_for_two_bodies_in_one_batch_is_a_mismatch() -> None:
    outcomes, fresh = decided(wish(1), wish(2, client_id=wish(1).client_id))
    assert [code(outcome) for outcome in outcomes] == [None, Code.IDEMPOTENCY_MISMATCH]
    assert len(fresh) == 1


def test_at_most_a_hundred_uploads_stay_open() -> None:
    room = Quota(limit=QUOTA, free=QUOTA, open_uploads=quota.OPEN_UPLOADS - 1)
    outcomes, _ = decided(wish(1), wish(2), quota=room)
    assert [code(outcome) for outcome in outcomes] == [None, Code.TOO_MANY_UPLOADS]


@given(st.lists(st.integers(0, 600), max_size=50))
def test_a_batch_never_reserves_more_than_there_is(sizes: list[int]) -> None:
    outcomes, fresh = decided(*(wish(number, size=size) for number, size in enumerate(sizes)))
    assert sum(announced.upload.size for announced in fresh) <= QUOTA
    refused = [size for size, outcome in zip(sizes, outcomes, strict=True) if code(outcome) is Code.QUOTA_EXCEEDED]
    left = QUOTA - sum(announced.upload.size for announced in fresh)
    assert all(size > left for size in refused)


@given(st.integers(1_700_000_000_000, 2_000_000_000_000))
def test_ids_keep_the_order_of_the_batch(milliseconds: int) -> None:
    wishes = [wish(number, size=0) for number in range(50)]
    _, fresh = decide(USER, wishes, known(), head(), milliseconds / 1000)
    ids = [announced.upload.node_id for announced in fresh]
    assert ids == sorted(ids)
