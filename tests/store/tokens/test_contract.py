"""What does every token vault promise? One suite for the memory twin, Secrets Manager and KMS."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from functions.shared.tokens.grants import LongLivedToken, Provider
from functions.shared.tokens.ports import CountableVault, NotHeldError, StaleError, replace
from tests.store.tokens.samples import grant, key, user


def test_a_stranger_holds_nothing(vault: CountableVault) -> None:
    assert vault.held(user()) == {}
    with pytest.raises(NotHeldError):
        vault.read(key(user()))


def test_what_is_put_is_read(vault: CountableVault) -> None:
    mine, given = key(user()), grant()
    version = vault.put(mine, given, seen=None)
    held = vault.read(mine)
    assert (held.key, held.grant, held.version) == (mine, given, version)
    assert held.grant.token.reveal() == given.token.reveal()


def test_a_grant_without_end_and_odd_texts_survive(vault: CountableVault) -> None:
    mine = key(user(), connection="bağlantı|1")
    given = grant(expires_at=None, scopes=frozenset(), account_id="hesap|ğ☃")
    vault.put(mine, given, seen=None)
    assert vault.read(mine).grant == given


def test_users_and_providers_are_apart(vault: CountableVault) -> None:
    one, other = user(), user()
    for who in (one, other):
        for provider in Provider:
            vault.put(key(who, provider), grant(provider, account_id=f"{who}-{provider}"), seen=None)
    assert {held.grant.account_id for held in vault.held(one).values()} == {f"{one}-{each}" for each in Provider}


def test_a_renewal_needs_the_version_it_saw(vault: CountableVault) -> None:
    mine = key(user())
    first = vault.put(mine, grant(), seen=None)
    renewed = grant()
    second = vault.put(mine, renewed, seen=first)
    assert second != first
    for stale in (first, None):
        with pytest.raises(StaleError):
            vault.put(mine, grant(), seen=stale)
    assert vault.read(mine).grant == renewed


def test_a_renewal_does_not_bring_back_what_was_deleted(vault: CountableVault) -> None:
    mine = key(user())
    seen = vault.put(mine, grant(), seen=None)
    vault.delete(mine)
    with pytest.raises(StaleError):
        vault.put(mine, grant(), seen=seen)
    assert vault.held(mine.user_id) == {}
    assert list(vault.owners()) == []


def test_a_renewal_from_before_a_reconnect_is_stale(vault: CountableVault) -> None:
    """The same connection id again: versions never repeat."""
    mine, fresh = key(user()), grant()
    seen = vault.put(mine, grant(), seen=None)
    vault.delete(mine)
    vault.put(mine, fresh, seen=None)
    with pytest.raises(StaleError):
        vault.put(mine, grant(), seen=seen)
    assert vault.read(mine).grant == fresh


def test_an_old_connection_neither_reads_nor_deletes_the_new_one(vault: CountableVault) -> None:
    who = user()
    old, new = key(who, connection="c1"), key(who, connection="c2")
    vault.put(old, grant(), seen=None)
    before = replace(vault, new, fresh := grant())
    assert before is not None
    assert before.key == old
    with pytest.raises(NotHeldError):
        vault.read(old)
    assert not vault.delete(old)
    assert vault.read(new).grant == fresh


def test_deleting_one_provider_leaves_the_others(vault: CountableVault) -> None:
    who = user()
    kept = grant(Provider.GA4)
    vault.put(key(who, Provider.GA4), kept, seen=None)
    vault.put(key(who, Provider.YOUTUBE), grant(), seen=None)
    assert vault.delete(key(who, Provider.YOUTUBE))
    assert not vault.delete(key(who, Provider.YOUTUBE))
    assert list(vault.owners()) == [who]
    assert {provider: held.grant for provider, held in vault.held(who).items()} == {Provider.GA4: kept}


def test_a_conditional_delete_spares_what_was_renewed(vault: CountableVault) -> None:
    mine = key(user())
    first = vault.put(mine, grant(), seen=None)
    second = vault.put(mine, grant(), seen=first)
    assert not vault.delete(mine, seen=first)
    assert vault.read(mine).version == second
    assert vault.delete(mine, seen=second)


def test_deleting_a_user_deletes_all_and_only_that_user(vault: CountableVault) -> None:
    one, other = user(), user()
    for who in (one, other):
        for provider in (Provider.GA4, Provider.INSTAGRAM):
            vault.put(key(who, provider), grant(provider), seen=None)
    vault.delete_all(one)
    vault.delete_all(one)
    vault.delete_all(user())
    assert vault.held(one) == {}
    assert len(vault.held(other)) == 2
    assert list(vault.owners()) == [other]


@pytest.mark.parametrize("everything", [True, False])
def test_who_deleted_may_connect_again_at_once(vault: CountableVault, *, everything: bool) -> None:
    mine, again = key(user()), grant()
    vault.put(mine, grant(), seen=None)
    if everything:
        vault.delete_all(mine.user_id)
    else:
        vault.delete(mine)
    vault.put(mine, again, seen=None)
    assert vault.read(mine).grant == again


def test_a_provider_keeps_its_own_kind_of_token(vault: CountableVault) -> None:
    with pytest.raises(TypeError):
        vault.put(key(user(), Provider.YOUTUBE), grant(token=LongLivedToken("t")), seen=None)


def test_parallel_writers_of_two_providers_lose_nothing(vault: CountableVault) -> None:
    """Each renews its own token again and again; the last of each must be there, and no write may be refused."""
    who = user()
    start = threading.Barrier(2)

    def renew(provider: Provider) -> str:
        seen = None
        start.wait()
        for _ in range(5):
            seen = vault.put(key(who, provider), given := grant(provider), seen=seen)
        return given.token.reveal()

    pair = (Provider.YOUTUBE, Provider.INSTAGRAM)
    with ThreadPoolExecutor(2) as pool:
        last = dict(zip(pair, pool.map(renew, pair), strict=True))
    assert {provider: held.grant.token.reveal() for provider, held in vault.held(who).items()} == last


def test_of_parallel_renewals_of_one_token_one_wins(vault: CountableVault) -> None:
    mine = key(user())
    seen = vault.put(mine, grant(), seen=None)
    start = threading.Barrier(4)

    def renew(_: int) -> str | None:
        given = grant()
        start.wait()
        try:
            vault.put(mine, given, seen=seen)
        except StaleError:
            return None
        return given.token.reveal()

    with ThreadPoolExecutor(4) as pool:
        won = [token for token in pool.map(renew, range(4)) if token]
    assert won == [vault.read(mine).grant.token.reveal()]


def test_parallel_first_connects_of_one_user_all_arrive(vault: CountableVault) -> None:
    who = user()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda each: vault.put(key(who, each), grant(each), seen=None), Provider))
    assert set(vault.held(who)) == set(Provider)
