"""Events of the storage come late, twice, in any order or never: the vault ends the same."""

from itertools import permutations

import pytest

from functions.vault import triggers
from tests.store.vault.people import Owner, Place, item, key_of, put

HOURS_25 = 25 * 3600
FILES = {"a.jpg": b"\xff\xd8\xff a", "b.jpg": b"\xff\xd8\xff b", "c.jpg": b"\xff\xd8\xff c"}


def sent(owner: Owner) -> list[str]:
    """Announced and put, and the client is gone; the bodies of their events."""
    announced = owner.init(*(item(content, name) for name, content in FILES.items()))
    for one, content in zip(announced, FILES.values(), strict=True):
        assert put(one, content) == 200
    return [owner.place.event(key_of(one)) for one in announced]


def require_all(owner: Owner) -> None:
    assert sorted(owner.names()) == [*FILES]
    quota = owner.quota()
    assert (quota["used"], quota["reserved"]) == (sum(map(len, FILES.values())), 0)
    changes = owner.call("GET", "/vault/changes")[1]["items"]
    assert [change["seq"] for change in changes] == [1, 2, 3]


@pytest.mark.parametrize("order", [*permutations(range(3))], ids=str)
@pytest.mark.parametrize("reconciled", ["never", "before", "between"])
def test_a_day_late_twice_and_in_any_order(place: Place, owner: Owner, order: tuple[int, ...], reconciled: str) -> None:
    bodies = sent(owner)
    place.clock.now += HOURS_25
    if reconciled == "before":
        triggers.reconcile(place.vault)
    assert place.stored(bodies[order[0]], bodies[order[1]], bodies[order[0]]) == []
    if reconciled == "between":
        triggers.reconcile(place.vault)
    assert place.stored(*(bodies[number] for number in reversed(order))) == []
    require_all(owner)


def test_without_any_event_the_schedule_finds_what_arrived(place: Place, owner: Owner) -> None:
    sent(owner)
    place.clock.now += HOURS_25
    triggers.reconcile(place.vault)
    require_all(owner)


def test_what_arrives_after_its_time_is_removed_however_late_its_event(place: Place, owner: Owner) -> None:
    (announced,) = owner.init(item(b"too late"))
    place.clock.now += HOURS_25
    triggers.reconcile(place.vault)
    assert put(announced, b"too late") == 200
    place.clock.now += HOURS_25
    for _ in range(2):
        assert place.stored('{"Service": "Amazon S3", "Event": "s3:TestEvent"}') == []
    body = place.event(key_of(announced))
    assert place.stored(body, "poison", body) == ["m1"]
    assert place.stored(body) == []
    assert (place.versions(f"storage/{owner.user_id}/"), owner.names()) == ([], [])
    assert owner.quota()["reserved"] == 0
