"""What does refresh need from the world? Postgres, counters, and per provider a token that works and somebody who asks.

`store`, `budget_store`, `google_access`, `instagram_access`, `ga4`, `youtube` and `instagram` are the answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.refresh.budgets import Counter, Slots
from functions.refresh.gate import Gate
from functions.refresh.work import Access, Conclusion, Pulled, Work
from functions.shared.provider_clients import ProviderClient
from functions.shared.pulls import Pull
from functions.shared.tokens.grants import Provider, Token


class Due(Protocol):
    """The plan's side of the store."""

    def claim_due(self, most: Mapping[Provider, int], now: float, until: float) -> list[Pull]:
        """Those due longest, so many of a provider that `most` wait in all; nobody else gets them before `until`."""

    def take_back(self, pulls: Sequence[Pull], until: float) -> None:
        """Claims whose messages were not sent; those taken over by somebody else stay as they are."""

    def late(self, before: float) -> int:
        """How many have been due since before that."""


class Claims(Protocol):
    """The pull's side of the store."""

    def claim(self, pull: Pull, claim: str, now: float, until: float) -> Work | None:
        """None when that pull was done, is being done, or has nothing to do any more."""

    def release(self, work: Work, *, message_lives: bool) -> None:
        """As if it had not been claimed. `message_lives`: the message comes again, so the plan need not send one."""

    def rest(self, work: Work, until: float) -> None:
        """Released after a mistake of our own, with a reason: the message comes again, the plan sends none before."""

    def conclude(self, work: Work, conclusion: Conclusion) -> bool:
        """One transaction; False, and nothing is written, when the claim, the consent or the property is another."""


class Budgets(Protocol):
    """Counters and slots that all workers share."""

    def spend(self, counter: Counter, units: int) -> bool:
        """All of them; False, and nothing is spent, when fewer are left."""

    def spent(self, counter: Counter) -> int: ...

    def exhaust(self, counter: Counter) -> None:
        """Nothing is left of it, whatever we have counted."""

    def take(self, slots: Slots, holder: str, now: float, until: float) -> int | None:
        """The place taken, until it is given back or its lease ends; None when all are held."""

    def give_back(self, slots: Slots, place: int, holder: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at one pull. `renewed`: the access token was renewed because the provider refused the last one."""

    work: Work
    client: ProviderClient
    gate: Gate
    now: float
    renewed: bool = False


class Tokens(Protocol):
    """A token that works, from the one that is kept."""

    def obtain(self, attempt: Attempt) -> Access:
        """Raises RefusedError, DroppedError."""


class Puller(Protocol):
    """Asks one provider for everything about one connection."""

    def pull(self, attempt: Attempt, token: Token) -> Pulled:
        """Raises RefusedError."""
