"""Do all vaults answer alike, whatever is done in whatever order and however time passes? And is the pace kept?"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from functions.shared.tokens.grants import ConnectionKey, Provider
from functions.shared.tokens.ledger import PACE
from functions.shared.tokens.ports import CountableVault, StaleError
from functions.shared.tokens.secrets_vault import SecretsVault
from tests.fakes.tokens import MemoryTokens
from tests.store.tokens.calls import watched
from tests.store.tokens.conftest import Place
from tests.store.tokens.samples import grant, key, user

STEPS = ("put", "put", "renew", "late", "delete", "old", "erase", "sweep", "wait")


class Twins:
    """The same steps on every vault; versions differ, so each vault is told its own."""

    def __init__(self, place: Place, vaults: list[CountableVault]) -> None:
        self._place = place
        self._vaults = vaults
        self.user = user()
        self._past: list[tuple[ConnectionKey, list[Any]]] = []

    def step(self, name: str, choice: int) -> None:
        provider = list(Provider)[choice % 4]
        mine = key(self.user, provider, f"c{choice % 2}")
        given = grant(provider)
        match name:
            case "put":
                self._put(mine, lambda _: None, given)
            case "renew":
                self._put(
                    mine,
                    lambda vault: present.version if (present := vault.held(self.user).get(provider)) else None,
                    given,
                )
            case "late" if self._past:
                past, versions = self._past[-1 - choice % len(self._past)]
                self._put(past, lambda vault: versions[self._vaults.index(vault)], grant(past.provider))
            case "delete":
                self._same(lambda vault: vault.delete(mine))
            case "old" if self._past:
                past, versions = self._past[-1 - choice % len(self._past)]
                self._same(lambda vault: vault.delete(past, seen=versions[self._vaults.index(vault)]))
            case "erase" if choice % 3 == 0:
                self._same(lambda vault: vault.delete_all(self.user))
            case "sweep":
                [vault.settle_due() for vault in self._vaults if isinstance(vault, SecretsVault)]
            case _:
                self._place.clock.move(choice * 20)
        self._same(lambda vault: {each: (held.key, held.grant) for each, held in vault.held(self.user).items()})

    def _put(self, mine: ConnectionKey, seen: Callable[[CountableVault], Any], given: Any) -> None:
        versions: list[Any] = []

        def put(vault: CountableVault) -> bool:
            try:
                versions.append(vault.put(mine, given, seen=seen(vault)))
            except StaleError:
                return False
            return True

        if self._same(put):
            self._past.append((mine, versions))

    def _same(self, act: Callable[[CountableVault], Any]) -> Any:
        answers = [act(vault) for vault in self._vaults]
        assert all(answer == answers[0] for answer in answers), answers
        return answers[0]


@settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking against an emulator takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 59)), min_size=5, max_size=25))
def test_twins_agree_and_no_secret_is_written_twice_in_ten_minutes(place: Place, steps: list[tuple[str, int]]) -> None:
    twins = Twins(place, [MemoryTokens(), place.secrets_vault(), place.kms_vault()])
    with watched(place.secrets, place.clock, twins.user) as seen:
        for name, choice in steps:
            twins.step(name, choice)
    written = [at for name, at in seen.writes if name != "DeleteSecret"]
    erased = [at for name, at in seen.writes if name == "DeleteSecret"]
    for before, after in pairwise(written):
        assert after - before >= PACE or any(before <= at <= after for at in erased)
