"""What is one pull about, and what comes of it? The values that planning, pulling and storing hand on; pure.

RefusedError    the provider's answer, or our own budget, ends this pull with an outcome
DroppedError    somebody else was faster or the user has disconnected: leave no trace
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from functions.shared.audience.errors import Outcome
from functions.shared.audience.metrics import Metric
from functions.shared.audience.snapshot import Snapshot
from functions.shared.tokens.grants import ConnectionKey, Provider, Token


class RefusedError(Exception):
    """Its text is our own word: it may be logged."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"{outcome.verdict}: {outcome.reason}")
        self.outcome = outcome


class DroppedError(Exception):
    """The pull is nobody's any more."""


@dataclass(frozen=True, slots=True)
class Work:
    """A connection that is claimed. `claim` is this worker's, `pull_no` the number that ends with this pull."""

    connection_id: str
    user_id: str
    provider: Provider
    account_id: str
    property_id: str
    pull_no: int
    failures: int
    claim: str
    authorised_at: datetime
    """The consent that this pull rests on: after another one, or another property, its result is nobody's."""

    @property
    def key(self) -> ConnectionKey:
        return ConnectionKey(self.user_id, self.provider, self.connection_id)


@dataclass(frozen=True, slots=True)
class Account:
    """Who it is at the provider, as told in this pull."""

    account_id: str
    name: str
    handle: str


@dataclass(frozen=True, slots=True)
class Pulled:
    """One whole pull. `snapshot` without metrics; `account` None where the provider has none (GA4)."""

    snapshot: Snapshot
    metrics: Mapping[Metric, float]
    account: Account | None


@dataclass(frozen=True, slots=True)
class Access:
    """A token that works now, and when the kept one ends by itself (None: never). `verified`: the provider has just
    accepted the kept one; `renewed_at`: when a token that ends by itself was obtained.
    """

    token: Token = field(repr=False)
    verified: bool = False
    expires_at: float | None = None
    renewed_at: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the connection. `due_at` None: nothing to pull until its user has done something."""

    status: str
    reason: str | None
    due_at: float | None
    failures: int
    counts: tuple[str, ...] = ()
    """Names of counters to raise."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Everything that the end of a pull writes, in one transaction."""

    change: Change
    now: float
    pulled: Pulled | None = None
    access: Access | None = None
    verified: bool = False
