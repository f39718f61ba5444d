"""An operator's other limit for a vault that there is: the law holds, nothing is lost, and too full is full."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from functions.shared.ids import new_id
from infra import quota
from infra.quota import QuotaError, Room, set_limit
from tests.store.vault.people import QUOTA, TABLE, Owner, Place, item, put
from tests.store.vault.test_erasure import deleted, erase
from tests.store.vault.test_notes import NOTES
from tests.store.vault.test_parallel import at_once
from tests.store.vault.tree import purge, trash

CONTENT = b"four"


def limited(owner: Owner, limit: int) -> Room:
    return set_limit(owner.place.dynamodb, TABLE, owner.user_id, limit)


def refusal(owner: Owner, content: bytes) -> str:
    (told,) = owner.init(item(content, "more.jpg"))
    return str(told["problem"]["code"]) if told["status"] == "rejected" else str(told["status"])


def test_more_room_is_there_at_once(owner: Owner) -> None:
    owner.back_up(CONTENT)
    for _ in range(2):
        assert limited(owner, QUOTA + 100) == Room(QUOTA + 100, QUOTA + 96, 0, 4)
    assert owner.quota() == {"limit": QUOTA + 100, "used": 4, "reserved": 0, "free": QUOTA + 96}


def test_a_limit_below_what_is_there_refuses_what_comes_and_loses_nothing(owner: Owner) -> None:
    node = owner.back_up(CONTENT)
    assert limited(owner, 1) == Room(1, -3, 0, 4)
    assert owner.quota()["free"] == -3
    assert owner.place.fetch(owner, node["id"]) == CONTENT
    assert refusal(owner, b"x") == "quota_exceeded"
    body = {"client_id": "note-of-a-test", "title": "", "text": "x"}
    assert owner.call("POST", NOTES, body)[1]["code"] == "quota_exceeded"

    trash(owner, node["id"])
    assert purge(owner, node["id"])[0] == 204
    assert owner.quota() == {"limit": 1, "used": 0, "reserved": 0, "free": 1}
    assert refusal(owner, b"x") == "upload"


def test_what_was_announced_under_the_larger_limit_still_arrives(owner: Owner) -> None:
    (told,) = owner.init(item(CONTENT))
    assert limited(owner, 0) == Room(0, -4, 4, 0)
    assert put(told, CONTENT) == 200
    (done,) = owner.complete(told["upload_id"])
    assert done["status"] == "committed"
    assert owner.quota() == {"limit": 0, "used": 4, "reserved": 0, "free": -4}
    assert refusal(owner, b"x") == "quota_exceeded"


def test_limits_and_uploads_at_one_moment_leave_the_law_as_it_is(owner: Owner) -> None:
    owner.back_up(CONTENT)
    contents = [f"content {number}".encode() for number in range(6)]
    limits = [partial(limited, owner, QUOTA + number) for number in range(4)]
    rooms = [
        room for room in at_once(*limits, *(partial(owner.back_up, one) for one in contents)) if type(room) is Room
    ]
    assert {room.limit for room in rooms} == {QUOTA + number for number in range(4)}
    for room in rooms:
        assert room.free + room.reserved + room.used == room.limit
    after = owner.quota()
    assert after["limit"] in {room.limit for room in rooms}
    assert (after["used"], after["reserved"]) == (4 + sum(map(len, contents)), 0)


def test_of_a_reservation_and_a_smaller_limit_at_one_moment_none_is_forgotten(place: Place) -> None:
    owners = [place.owner() for _ in range(6)]
    for owner in owners:
        owner.back_up(CONTENT)

    def both(owner: Owner) -> str:
        with ThreadPoolExecutor(2) as pool:
            told, room = pool.submit(refusal, owner, b"twelve bytes"), pool.submit(limited, owner, 10)
            assert room.result().limit == 10
            return told.result()

    for owner in owners:
        reserved = {"upload": 12, "quota_exceeded": 0}[both(owner)]
        assert owner.quota() == {"limit": 10, "used": 4, "reserved": reserved, "free": 6 - reserved}


def test_a_vault_that_is_not_there_is_not_made(place: Place) -> None:
    nobody = new_id(place.clock())
    with pytest.raises(QuotaError, match="no vault yet"):
        set_limit(place.dynamodb, TABLE, nobody, 10)
    assert place.rows(nobody) == []


def test_an_erased_vault_does_not_come_back(owner: Owner) -> None:
    owner.back_up(CONTENT)
    assert erase(owner.place, deleted(owner.user_id)) == []
    with pytest.raises(QuotaError, match="none any more"):
        limited(owner, 10)
    assert [row for row in owner.place.rows(owner.user_id) if row["sk"]["S"] == "HEAD"] == []


@pytest.mark.parametrize(
    "arguments", [[], ["root", "1"], [new_id(1), "-1"], [new_id(1), "5 GB"], [new_id(1), "1", "x"]]
)
def test_what_is_no_user_or_no_number_is_told_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert quota.main(arguments) == 2
    assert "make quota USER=" in capsys.readouterr().err
