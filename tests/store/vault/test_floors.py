"""The floor of a feed rises before the table removes what lies below it."""

from functions.vault import upkeep
from functions.vault.core import rows
from functions.vault.core.head import CHANGES_KEPT, CHANGES_SPARE
from functions.vault.core.rows_feed import FLOOR
from tests.store.vault.people import TABLE, Owner, Place
from tests.store.vault.tree import file

DAY = 86_400


def floor(place: Place, owner: Owner) -> int:
    return place.vault.library.head(owner.user_id).floor


def read(owner: Owner, cursor: str | None) -> tuple[int, list[int]]:
    status, page = owner.call("GET", "/vault/changes", query={"cursor": cursor} if cursor else None)
    return status, [change["seq"] for change in page.get("items", [])]


def test_a_device_that_was_away_for_too_long_begins_anew(place: Place, owner: Owner) -> None:
    file(owner, "first.jpg")
    old = owner.call("GET", "/vault/changes/latest")[1]["cursor"]
    place.clock.now += 60 * DAY
    file(owner, "second.jpg")
    young = owner.call("GET", "/vault/changes/latest")[1]["cursor"]
    upkeep.raise_floors(place.vault)
    assert (floor(place, owner), read(owner, old)) == (0, (200, [2]))

    place.clock.now += CHANGES_KEPT - 60 * DAY + 1
    upkeep.raise_floors(place.vault)
    assert floor(place, owner) == 1
    assert read(owner, None)[0] == 410
    assert (read(owner, old), read(owner, young)) == ((200, [2]), (200, []))

    place.clock.now += 60 * DAY
    upkeep.raise_floors(place.vault)
    assert floor(place, owner) == 2
    assert (read(owner, old)[0], read(owner, young)) == (410, (200, []))
    file(owner, "third.jpg")
    upkeep.raise_floors(place.vault)
    assert read(owner, young) == (200, [3])


def test_rows_live_on_until_the_floor_has_surely_risen(place: Place, owner: Owner) -> None:
    file(owner, "a.jpg")
    key = {"pk": {"S": f"U#{owner.user_id}#C"}, "sk": {"S": f"{1:016d}"}}
    row = place.dynamodb.get_item(TableName=TABLE, Key=key)["Item"]
    assert int(row["ttl"]["N"]) == int(float(row["at"]["N"])) + CHANGES_KEPT + CHANGES_SPARE


def test_an_erased_vault_has_no_floor(place: Place, owner: Owner) -> None:
    file(owner, "a.jpg")
    user_id = owner.user_id
    place.vault.floors.store.lift("nobody", 3, place.vault.now)
    assert rows.fetch([("U#nobody", "HEAD"), ("U#nobody", FLOOR)]) == {}
    place.vault.erasure.erase(user_id, place.vault.now)
    place.vault.floors.raise_one(user_id, place.vault.now)
    assert rows.fetch([(rows.user_key(user_id), "HEAD"), (rows.user_key(user_id), FLOOR)]) == {}
