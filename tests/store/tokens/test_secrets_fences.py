"""What happens to writers that sleep, and to documents that are not where they belong?"""

import pytest

from functions.shared.metrics import NullMetrics
from functions.shared.tokens.grants import Provider
from functions.shared.tokens.ledger import LEASE, PACE, Entry, Ledgers
from functions.shared.tokens.ports import BusyError, SealBrokenError, StaleError, UnavailableError
from functions.shared.tokens.secret_store import SecretStore
from functions.shared.tokens.secrets_vault import SecretsVault
from tests.store.tokens.conftest import Place, transactions
from tests.store.tokens.samples import STAGE, grant, key, user
from tests.store.tokens.tampering import spoil, stored


def test_a_crashed_writer_blocks_until_its_lease_ends(place: Place) -> None:
    who, vault = user(), place.secrets_vault()
    impatient = Ledgers(transactions(), place.clock, sleep=lambda _: None)
    impatient.acquire(who)
    waiting = SecretsVault(SecretStore(place.secrets, STAGE), impatient, place.data_keys(), NullMetrics(), place.clock)
    with pytest.raises(BusyError):
        waiting.put(key(who), grant(), seen=None)
    assert vault.held(who) == {}
    place.clock.move(LEASE)
    vault.put(key(who), given := grant(), seen=None)
    assert vault.read(key(who)).grant == given


def test_who_slept_through_the_lease_changes_nothing(place: Place) -> None:
    who, vault = user(), place.secrets_vault()
    ledgers = place.ledgers(place.clock)
    late = ledgers.acquire(who)
    place.clock.move(LEASE)
    vault.put(key(who), given := grant(), seen=None)
    for act in (
        lambda: ledgers.log(late, Entry(9, b"x", b"y", holds=True), purge=False),
        lambda: ledgers.claim(late),
        lambda: ledgers.settled(late),
        lambda: ledgers.close(late),
    ):
        with pytest.raises(BusyError):
            act()
    ledgers.release(late)
    assert vault.read(key(who)).grant == given


def test_a_late_write_of_the_secret_is_refused(place: Place) -> None:
    """Even past every lease: AWSCURRENT only moves from the version that was seen."""
    who, vault, store = user(), place.secrets_vault(), SecretStore(place.secrets, STAGE)
    first = vault.put(key(who), grant(), seen=None)
    late = store.look(who)
    place.clock.move(PACE)
    vault.put(key(who), given := grant(), seen=first)
    with pytest.raises(StaleError):
        store.write(who, "late", late)
    with pytest.raises(StaleError):
        store.write(who, "late", None)
    assert stored(place, who)["youtube"]["grant"]["token"] == given.token.reveal()


def test_a_late_deletion_spares_the_secret_made_anew(place: Place) -> None:
    who, vault, store = user(), place.secrets_vault(), SecretStore(place.secrets, STAGE)
    vault.put(key(who), grant(), seen=None)
    late = store.look(who)
    assert late is not None
    vault.delete_all(who)
    vault.put(key(who), given := grant(), seen=None)
    store.purge(late)
    with pytest.raises(StaleError):
        store.write(who, "late", late)
    assert vault.read(key(who)).grant == given


def test_an_old_document_put_back_is_not_believed(place: Place) -> None:
    who, vault = user(), place.secrets_vault()
    seen = vault.put(key(who), grant(), seen=None)
    name = place.secret_name(who)
    old = place.secrets.get_secret_value(SecretId=name)["SecretString"]
    place.clock.move(PACE)
    vault.put(key(who), grant(), seen=seen)
    place.secrets.put_secret_value(SecretId=name, SecretString=old)
    with pytest.raises(UnavailableError):
        vault.read(key(who))


def test_another_users_document_is_not_believed(place: Place) -> None:
    one, other, vault = user(), user(), place.secrets_vault()
    for who in (one, other):
        vault.put(key(who), grant(), seen=None)
    theirs = place.secrets.get_secret_value(SecretId=place.secret_name(other))["SecretString"]
    place.secrets.put_secret_value(SecretId=place.secret_name(one), SecretString=theirs)
    with pytest.raises(SealBrokenError):
        vault.read(key(one))


def test_waiting_documents_do_not_open_for_other_users_or_revisions(place: Place) -> None:
    one, other, vault = user(), user(), place.secrets_vault()
    for who in (one, other):
        for provider in (Provider.GA4, Provider.YOUTUBE):
            vault.put(key(who, provider), grant(provider), seen=None)
    rows = {row["pk"]["S"]: row for row in place.rows() if row["sk"]["S"] == "LEDGER"}
    theirs = rows[f"T#{other}"]
    spoil(place, one, waiting=theirs["waiting"], wrapped_key=theirs["wrapped_key"])
    with pytest.raises(SealBrokenError):
        vault.held(one)
    spoil(place, one, **{**rows[f"T#{one}"], "revision": {"N": "9"}})
    with pytest.raises(SealBrokenError):
        vault.held(one)
