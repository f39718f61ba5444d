"""Does every token arrive before it leaves? Both directions, interrupted, repeated, and raced by a writer."""

from typing import Any

import pytest

from functions.shared.tokens.grants import ConnectionKey, Provider, Version
from functions.shared.tokens.ledger import PACE
from functions.shared.tokens.ports import CountableVault, TokenVault, UnavailableError
from functions.shared.tokens.wiring import VaultKind
from infra import migrate_tokens
from infra.migrate_tokens import Move, Outcome
from tests.fakes.tokens import MemoryTokens
from tests.store.tokens.conftest import Place
from tests.store.tokens.samples import STAGE, TABLE, grant, key, user

Grants = dict[tuple[str, Provider], Any]


def filled(vault: CountableVault) -> Grants:
    """Two users, three tokens."""
    given: Grants = {}
    for who, providers in ((user(), (Provider.YOUTUBE, Provider.INSTAGRAM)), (user(), (Provider.GA4,))):
        for provider in providers:
            given[who, provider] = grant(provider)
            vault.put(key(who, provider), given[who, provider], seen=None)
    return given


def content(vault: TokenVault, given: Grants) -> Grants:
    return {(who, each): held.grant for who, _ in given for each, held in vault.held(who).items()}


def vaults(place: Place, to: str) -> tuple[CountableVault, CountableVault, CountableVault]:
    """Source, target, witness."""
    if to == "kms":
        return place.secrets_vault(), place.kms_vault(), place.kms_vault()
    return place.kms_vault(), place.secrets_vault(), place.secrets_vault()


@pytest.mark.parametrize("to", ["kms", "secrets"])
def test_everything_moves_and_nothing_stays_behind(place: Place, to: str) -> None:
    source, target, witness = vaults(place, to)
    given = filled(source)
    assert Move(source, target, witness, apply=True).run() == {Outcome.MOVED: 3}
    assert content(target, given) == given
    assert content(source, given) == {}
    assert list(source.owners()) == []
    assert Move(source, target, witness, apply=True).run() == {}


def test_moving_there_and_back_changes_nothing(place: Place) -> None:
    given = filled(place.secrets_vault())
    for to in ("kms", "secrets"):
        source, target, witness = vaults(place, to)
        assert Move(source, target, witness, apply=True).run() == {Outcome.MOVED: 3}
    place.clock.move(PACE)
    assert place.secrets_vault().settle_due() == 0
    assert content(place.secrets_vault(), given) == given


@pytest.mark.parametrize("to", ["kms", "secrets"])
def test_a_dry_run_writes_nothing(place: Place, to: str) -> None:
    source, target, witness = vaults(place, to)
    given = filled(source)
    before = place.rows()
    assert Move(source, target, witness, apply=False).run() == {Outcome.PENDING: 3}
    assert content(source, given) == given
    assert sorted(map(repr, place.rows())) == sorted(map(repr, before))


class Flaky(MemoryTokens):
    """Fails at its n-th deletion, as a process that is killed between copy and deletion."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._left = at

    def delete(self, key: ConnectionKey, *, seen: Version | None = None) -> bool:
        self._left -= 1
        if self._left == 0:
            raise UnavailableError("killed")
        return super().delete(key, seen=seen)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_interrupted_run_is_taken_up(place: Place, at: int) -> None:
    source, target = Flaky(at), place.kms_vault()
    given = filled(source)
    assert Outcome.FAILED in Move(source, target, place.kms_vault(), apply=True).run()
    assert content(source, given) | content(target, given) == given
    assert set(Move(source, target, place.kms_vault(), apply=True).run()) == {Outcome.MOVED}
    assert content(target, given) == given
    assert content(source, given) == {}


def test_a_token_renewed_meanwhile_is_not_lost(place: Place) -> None:
    """The source is written between copy and deletion: the deletion spares it and the next run takes it."""
    source, target = MemoryTokens(), place.kms_vault()
    mine = key(user())
    source.put(mine, grant(), seen=None)
    renewed = grant(obtained_at=grant().obtained_at + 1)

    class Racing(MemoryTokens):
        def read(self, wanted: ConnectionKey) -> Any:
            source.put(mine, renewed, seen=source.read(mine).version)
            return target.read(wanted)

    assert Move(source, target, Racing(), apply=True).run() == {Outcome.CHANGED: 1}
    assert source.read(mine).grant == renewed
    assert Move(source, target, place.kms_vault(), apply=True).run() == {Outcome.MOVED: 1}
    assert target.read(mine).grant == renewed


def test_a_newer_token_at_the_target_stays(place: Place) -> None:
    source, target, mine = MemoryTokens(), place.kms_vault(), key(user())
    source.put(mine, grant(), seen=None)
    target.put(mine, newer := grant(obtained_at=grant().obtained_at + 5), seen=None)
    assert Move(source, target, place.kms_vault(), apply=True).run() == {Outcome.MOVED: 1}
    assert target.read(mine).grant == newer


def test_what_cannot_be_read_back_is_not_deleted(place: Place) -> None:
    source, blind = MemoryTokens(), MemoryTokens()
    given = filled(source)
    assert Move(source, place.kms_vault(), blind, apply=True).run() == {Outcome.UNVERIFIED: 3}
    assert content(source, given) == given


def test_the_command(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given = filled(place.secrets_vault())
    with pytest.raises(SystemExit):
        migrate_tokens.main(["--to", "elsewhere"])
    assert migrate_tokens.main(["--to", "kms"]) == 2
    for name, value in (("STAGE", STAGE), ("TOKEN_TABLE", TABLE), ("TOKEN_KEY", place.key_id)):
        monkeypatch.setenv(name, value)
    assert migrate_tokens.main(["--to", "kms"]) == 0
    assert "3 to move (dry run)" in capsys.readouterr().out
    assert migrate_tokens.main(["--to", "kms", "--apply"]) == 0
    told = capsys.readouterr()
    assert "tokens to kms: 3 moved" in told.out
    assert "verysecret" not in told.out + told.err
    assert content(place.kms_vault(), given) == given
    assert VaultKind("kms") is VaultKind.KMS
