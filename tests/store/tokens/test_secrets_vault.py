"""What does Secrets Manager add to the contract? Pace, outages, the recovery window and the history."""

import pytest

from functions.shared.metrics import NullMetrics
from functions.shared.tokens.grants import Provider
from functions.shared.tokens.ledger import PACE
from functions.shared.tokens.ports import NotHeldError, UnavailableError
from functions.shared.tokens.secret_store import Baseline, SecretStore
from functions.shared.tokens.secrets_vault import SecretsVault
from tests.store.tokens.calls import watched
from tests.store.tokens.conftest import Place
from tests.store.tokens.samples import STAGE, Clock, grant, key, user
from tests.store.tokens.tampering import history, spoil, stored


class DownStore(SecretStore):
    """Secrets Manager that takes no writes."""

    def write(self, user_id: str, text: str, baseline: Baseline | None) -> None:  # noqa: ARG002 - the port's
        raise UnavailableError("ServiceUnavailable")

    def purge(self, baseline: Baseline) -> None:  # noqa: ARG002 - the port's
        raise UnavailableError("ServiceUnavailable")


def down(place: Place) -> SecretsVault:
    store = DownStore(place.secrets, STAGE, place.key_id)
    return SecretsVault(store, place.ledgers(place.clock), place.data_keys(), NullMetrics(), place.clock)


def test_one_secret_per_user_under_our_key(place: Place) -> None:
    vault, who = place.secrets_vault(), user()
    for provider in (Provider.GA4, Provider.YOUTUBE):
        vault.put(key(who, provider), grant(provider), seen=None)
        place.clock.move(PACE)
    seen = place.secrets.describe_secret(SecretId=place.secret_name(who))
    assert seen["KmsKeyId"] == place.key_id
    assert set(stored(place, who)) == {"ga4", "youtube"}


def test_writes_that_come_early_wait_and_are_read_meanwhile(place: Place) -> None:
    vault, who = place.secrets_vault(), user()
    given = {provider: grant(provider) for provider in Provider}
    with watched(place.secrets, place.clock, who) as seen:
        for provider in Provider:
            vault.put(key(who, provider), given[provider], seen=None)
        assert [name for name, _ in seen.writes] == ["CreateSecret"]
        assert vault.settle_due() == 0
        assert {each: held.grant for each, held in place.secrets_vault().held(who).items()} == given
        place.clock.move(PACE)
        assert vault.settle_due() == 0
        assert [name for name, _ in seen.writes] == ["CreateSecret", "PutSecretValue"]
    assert set(stored(place, who)) == {each.value for each in Provider}
    assert {each: held.grant for each, held in vault.held(who).items()} == given
    assert [row["pk"]["S"] for row in place.rows()] == [f"T#{who}"]


def test_a_waiting_write_is_sealed(place: Place) -> None:
    vault, who = place.secrets_vault(), user()
    for provider in (Provider.GA4, Provider.YOUTUBE):
        vault.put(key(who, provider), grant(provider), seen=None)
    rows = place.rows()
    assert any("waiting" in row for row in rows)
    assert "verysecret" not in repr(rows)


def test_an_outage_loses_no_write(place: Place) -> None:
    """Committed is committed: what cannot be settled waits, and the next sweep takes it."""
    who, given = user(), grant()
    down(place).put(key(who), given, seen=None)
    vault = place.secrets_vault()
    assert vault.read(key(who)).grant == given
    place.clock.move(PACE)
    assert vault.settle_due() == 0
    assert set(stored(place, who)) == {"youtube"}


def test_an_erasure_says_when_it_is_not_done_yet(place: Place) -> None:
    vault, who = place.secrets_vault(), user()
    vault.put(key(who), grant(), seen=None)
    with pytest.raises(UnavailableError):
        down(place).delete_all(who)
    assert vault.held(who) == {}
    assert vault.settle_due() == 0
    with pytest.raises(place.secrets.exceptions.ResourceNotFoundException):
        place.secrets.describe_secret(SecretId=place.secret_name(who))


def test_one_broken_user_does_not_stop_the_sweep(place: Place) -> None:
    vault = place.secrets_vault()
    broken, fine = user(), user()
    for who in (broken, fine):
        for provider in (Provider.GA4, Provider.YOUTUBE):
            vault.put(key(who, provider), grant(provider), seen=None)
    spoil(place, broken, wrapped_key={"B": b"spoiled"})
    place.clock.move(PACE)
    assert vault.settle_due() == 1
    assert set(stored(place, fine)) == {"ga4", "youtube"}
    vault.delete_all(broken)
    assert vault.settle_due() == 0


@pytest.mark.parametrize("wait", [0, PACE])
def test_reconnecting_inside_the_recovery_window(place: Place, wait: int) -> None:
    """An operator scheduled the secret for deletion: its name is blocked and its tokens count as gone."""
    who, vault = user(), place.secrets_vault()
    for provider in (Provider.GA4, Provider.YOUTUBE):
        vault.put(key(who, provider), grant(provider), seen=None)
        place.clock.move(PACE)
    vault.settle_due()
    place.secrets.delete_secret(SecretId=place.secret_name(who), RecoveryWindowInDays=7)
    with pytest.raises(NotHeldError):
        vault.read(key(who))
    place.clock.move(wait)
    vault.put(key(who), given := grant(), seen=None)
    place.clock.move(PACE)
    vault.settle_due()
    assert {each: held.grant for each, held in vault.held(who).items()} == {Provider.YOUTUBE: given}
    assert "DeletedDate" not in place.secrets.describe_secret(SecretId=place.secret_name(who))
    assert set(stored(place, who)) == {"youtube"}


def test_a_deleted_token_is_gone_from_the_history_too(place: Place) -> None:
    who, vault = user(), place.secrets_vault()
    tokens = {}
    for provider in (Provider.GA4, Provider.YOUTUBE):
        vault.put(key(who, provider), given := grant(provider), seen=None)
        tokens[provider] = given.token.reveal()
        place.clock.move(PACE)
    vault.delete(key(who, Provider.YOUTUBE))
    assert tokens[Provider.YOUTUBE] not in history(place, who)
    assert tokens[Provider.GA4] in history(place, who)


def test_an_erased_user_leaves_neither_secret_nor_row(place: Place) -> None:
    who, vault = user(), place.secrets_vault()
    for provider in Provider:
        vault.put(key(who, provider), grant(provider), seen=None)
    vault.delete_all(who)
    assert place.rows() == []
    with pytest.raises(place.secrets.exceptions.ResourceNotFoundException):
        place.secrets.describe_secret(SecretId=place.secret_name(who))


def test_clocks_that_differ_keep_the_pace(place: Place) -> None:
    """A second process two minutes behind does not write early."""
    behind = Clock()
    behind.move(-120)
    who = user()
    with watched(place.secrets, place.clock, who) as seen:
        place.secrets_vault().put(key(who), grant(), seen=None)
        place.secrets_vault(behind).put(key(who, Provider.GA4), grant(Provider.GA4), seen=None)
    assert len(seen.writes) == 1
