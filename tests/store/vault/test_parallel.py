"""Many at once on one vault: nothing is lost, counted twice or skipped."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from functions.shared.problems import Code, Problem
from functions.vault.uploads.announcing import Outcome
from functions.vault.uploads.finalise import Result
from tests.store.vault.people import BUCKET, QUOTA, TABLE, Owner, Place, item, key_of, put
from tests.unit.vault.samples import wish

T = TypeVar("T")


def at_once(*acts: Callable[[], T]) -> list[T]:
    """What each gave back, once all have started together; a busy vault is asked again, as every client does."""
    start = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T:
        start.wait()
        while True:
            try:
                return act()
            except Problem as problem:
                if problem.code is not Code.UNAVAILABLE:
                    raise

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def feed(place: Place, user_id: str) -> list[int]:
    rows: list[dict[str, Any]] = place.dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"U#{user_id}#C"}},
        ConsistentRead=True,
    )["Items"]
    return [int(row["sk"]["S"]) for row in rows]


def stored(owner: Owner, contents: list[bytes], name: str) -> list[str]:
    announced = owner.init(*(item(content, name) for content in contents))
    for one, content in zip(announced, contents, strict=True):
        assert put(one, content) == 200
    return [one["upload_id"] for one in announced]


def test_parallel_commits_leave_a_gapless_feed_and_unique_names(place: Place, owner: Owner) -> None:
    batches = [stored(owner, [bytes([thread, n]) for n in range(3)], "same.jpg") for thread in range(16)]

    def commit(upload_ids: list[str]) -> Callable[[], dict[str, Result]]:
        return lambda: place.vault.finaliser.finalise(owner.user_id, dict.fromkeys(upload_ids), place.vault.now)

    results = at_once(*map(commit, batches))
    assert {result.status for batch in results for result in batch.values()} == {"committed"}
    assert feed(place, owner.user_id) == list(range(1, 49))
    head = place.vault.library.head(owner.user_id)
    assert (head.seq, head.counts["photo"], head.quota.open_uploads) == (48, 48, 0)
    assert len({name.casefold() for name in owner.names(limit="200")}) == 48
    assert owner.quota()["used"] == 96


def test_parallel_finalisers_of_one_upload_make_one_node(place: Place, owner: Owner) -> None:
    (upload_id,) = stored(owner, [b"once"], "once.jpg")
    body = next(body for body in place.events() if owner.user_id in body)

    def by_client() -> object:
        return place.vault.finaliser.finalise(owner.user_id, {upload_id: None}, place.vault.now)[upload_id].status

    def by_event() -> object:
        return place.stored(body)

    answers = Counter(map(str, at_once(*[by_client, by_event] * 8)))
    assert answers == {"committed": 8, "[]": 8}
    assert feed(place, owner.user_id) == [1]
    assert owner.quota()["used"] == 4


def test_parallel_failures_release_once(place: Place, owner: Owner) -> None:
    (announced,) = owner.init(item(b"true"))
    place.s3.put_object(Bucket=BUCKET, Key=key_of(announced), Body=b"lies")
    ask = {announced["upload_id"]: None}
    results = at_once(*[lambda: place.vault.finaliser.finalise(owner.user_id, ask, place.vault.now)] * 8)
    assert {result[announced["upload_id"]].status for result in results} <= {"failed", "pending"}
    assert owner.quota()["free"] == QUOTA


def test_parallel_announcements_never_overbook(place: Place, owner: Owner) -> None:
    """50 announcements of 3 % each: exactly 33 fit."""
    size = QUOTA * 3 // 100

    def announce(number: int) -> Callable[[], list[Outcome]]:
        return lambda: place.vault.announcing.announce(owner.user_id, [wish(number, size=size)], place.vault.now)

    outcomes = [outcome for (outcome,) in at_once(*map(announce, range(50)))]
    assert sum(1 for outcome in outcomes if outcome.upload) == 33
    refused = {outcome.problem.code for outcome in outcomes if outcome.problem}
    assert refused == {Code.QUOTA_EXCEEDED}
    assert owner.quota()["reserved"] == 33 * size


def test_parallel_repeats_of_one_announcement_are_one_upload(place: Place, owner: Owner) -> None:
    def announce() -> list[Outcome]:
        return place.vault.announcing.announce(owner.user_id, [wish()], place.vault.now)

    outcomes = [outcome for (outcome,) in at_once(*[announce] * 16)]
    assert len({outcome.upload.id for outcome in outcomes if outcome.upload}) == 1
    assert owner.quota()["reserved"] == wish().size


def test_parallel_deletions_are_one_change(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"bye")
    at_once(*[lambda: place.vault.trash.put(owner.user_id, node["id"], place.vault.now)] * 8)
    assert feed(place, owner.user_id) == [1, 2]
    assert place.vault.library.head(owner.user_id).counts["photo"] == 0
