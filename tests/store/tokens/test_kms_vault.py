"""What does the envelope add to the contract? Ciphertext bound to its place, and keys whose loss is the erasure."""

from typing import Any

import pytest

from functions.shared.tokens.grants import Provider
from functions.shared.tokens.ports import NotHeldError, SealBrokenError
from tests.store.tokens.conftest import Place
from tests.store.tokens.samples import TABLE, grant, key, user


def row(place: Place, user_id: str, sort_key: str) -> dict[str, Any]:
    where = {"pk": {"S": f"T#{user_id}"}, "sk": {"S": sort_key}}
    item: dict[str, Any] = place.dynamodb.get_item(TableName=TABLE, Key=where, ConsistentRead=True)["Item"]
    return item


def write(place: Place, item: dict[str, Any], **changes: Any) -> None:
    place.dynamodb.put_item(TableName=TABLE, Item={**item, **changes})


def test_the_table_holds_no_token_in_clear(place: Place) -> None:
    place.kms_vault().put(key(user()), grant(), seen=None)
    assert "verysecret" not in repr(place.rows())


def test_a_row_of_another_user_does_not_open(place: Place) -> None:
    vault, one, other = place.kms_vault(), user(), user()
    for who in (one, other):
        vault.put(key(who), grant(), seen=None)
    write(place, row(place, other, "G#youtube"), pk={"S": f"T#{one}"})
    with pytest.raises(SealBrokenError):
        vault.read(key(one))


def test_a_row_of_another_user_does_not_open_with_its_key_either(place: Place) -> None:
    """Row and wrapped key together: KMS unwraps it for the user it was made for only."""
    vault, one, other = place.kms_vault(), user(), user()
    for who in (one, other):
        vault.put(key(who), grant(), seen=None)
    for sort_key in ("KEY", "G#youtube"):
        write(place, row(place, other, sort_key), pk={"S": f"T#{one}"})
    with pytest.raises(SealBrokenError):
        vault.read(key(one))


def test_a_row_of_another_provider_does_not_open(place: Place) -> None:
    vault, who = place.kms_vault(), user()
    for provider in (Provider.YOUTUBE, Provider.GA4):
        vault.put(key(who, provider), grant(provider), seen=None)
    write(place, row(place, who, "G#ga4"), sk={"S": "G#youtube"})
    with pytest.raises(SealBrokenError):
        vault.read(key(who))
    assert vault.read(key(who, Provider.GA4))


def test_a_row_under_another_connection_does_not_open(place: Place) -> None:
    vault, who = place.kms_vault(), user()
    vault.put(key(who), grant(), seen=None)
    write(place, row(place, who, "G#youtube"), connection_id={"S": "c2"})
    with pytest.raises(SealBrokenError):
        vault.read(key(who, connection="c2"))


def test_an_old_ciphertext_does_not_pass_for_the_new_version(place: Place) -> None:
    vault, who = place.kms_vault(), user()
    seen = vault.put(key(who), grant(), seen=None)
    old = row(place, who, "G#youtube")
    vault.put(key(who), grant(), seen=seen)
    write(place, row(place, who, "G#youtube"), sealed=old["sealed"])
    with pytest.raises(SealBrokenError):
        vault.read(key(who))


def test_a_user_without_a_key_is_shredded(place: Place) -> None:
    """Whoever restores the rows finds noise, also under the key of a new beginning."""
    vault, who = place.kms_vault(), user()
    vault.put(key(who), grant(), seen=None)
    kept = row(place, who, "G#youtube")
    vault.delete_all(who)
    assert place.rows() == []
    write(place, kept)
    with pytest.raises(NotHeldError):
        vault.read(key(who))
    vault.put(key(who, Provider.GA4), grant(Provider.GA4), seen=None)
    with pytest.raises(SealBrokenError):
        vault.read(key(who))
    assert vault.read(key(who, Provider.GA4))


def test_a_data_key_in_memory_does_not_outlive_its_row(place: Place) -> None:
    vault, who = place.kms_vault(), user()
    vault.put(key(who), grant(), seen=None)
    vault.read(key(who))
    place.kms_vault().delete_all(who)
    with pytest.raises(NotHeldError):
        vault.read(key(who))
