"""What does connecting need from the world? The ports; adapters are `store`, `state_store`, `queue`, `google_*`,
`instagram_consent`.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from functions.connect.connections import Account, Connection, Property
from functions.connect.consent import Attempt
from functions.shared.audience.errors import Outcome
from functions.shared.audience.self_report import SelfReport
from functions.shared.provider_clients import ProviderClient
from functions.shared.tokens.grants import AccessToken, ConnectionKey, LongLivedToken, Provider, RefreshToken


class RefusedError(Exception):
    """A provider refused or did not answer. Carries no text of the provider's."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"{outcome.verdict.value}: {outcome.reason}")
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What a code was exchanged for; `expires_at` of the token that is kept, None where it does not end by itself."""

    kept: RefreshToken | LongLivedToken
    access: AccessToken
    scopes: tuple[str, ...]
    expires_at: int | None = None


class ConsentPage(Protocol):
    """One provider's OAuth: the page, the exchange, who it was. Every method but `address` raises RefusedError."""

    def address(self, client: ProviderClient, back: str, state: str, verifier: str) -> str: ...
    def exchange(
        self, client: ProviderClient, redirect_uri: str, code: str, verifier: str, now: float
    ) -> Exchanged: ...

    def account(self, client: ProviderClient, access: AccessToken, now: float) -> Account | None:
        """None: nobody whose audience could be read."""


class GoogleAccess(Protocol):
    """What is done with a kept Google token. Both raise RefusedError."""

    def access(self, client: ProviderClient, kept: RefreshToken, now: float) -> tuple[AccessToken, RefreshToken | None]:
        """The second where Google rotated the first."""

    def properties(self, client: ProviderClient, access: AccessToken, now: float) -> tuple[Property, ...]: ...


class Revoker(Protocol):
    def revoke(self, client: ProviderClient, token: RefreshToken | LongLivedToken) -> bool:
        """Whether the provider took it; never raises."""


class Attempts(Protocol):
    def keep(self, attempt: Attempt) -> None: ...

    def take(self, state_hash: str, browser_hash: str, provider: Provider, now: float) -> Attempt | None:
        """The attempt, at most once; None, and nothing changed, for any other browser or provider, or too late."""


class Asked(StrEnum):
    """What Meta tells of a user: access was taken away, or the data is to go too."""

    DEAUTHORIZATION = "deauthorization"
    DELETION = "deletion"


class Outbox(Protocol):
    """What must still be finished if we stop midway, and whose account is gone."""

    def linking(self, key: ConnectionKey, now: float) -> None: ...
    def linked(self, key: ConnectionKey) -> None: ...
    def interrupted(self, before: float) -> Sequence[ConnectionKey]: ...
    def deleting(self, code: str, app_user_id: str, issued_at: int, kind: Asked = Asked.DELETION) -> None: ...
    def deleted(self, code: str) -> None: ...
    def undeleted(self) -> Mapping[str, tuple[str, int, Asked]]:
        """By code: whom, the second of the request, and what it was."""

    def bar(self, user_id: str, now: float) -> None:
        """From here on nothing new is connected for this user."""

    def barred(self, user_id: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of a connection."""

    snapshots: int = 0
    metrics: int = 0
    since: float | None = None
    dimensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deletion:
    code: str
    requested_at: float
    completed_at: float | None


class Rows(Protocol):
    """One user's connections in one transaction that nobody else's overlaps with."""

    def get(self, connection_id: str) -> Connection | None: ...
    def of(self, provider: Provider) -> Connection | None: ...
    def all(self) -> list[Connection]: ...
    def add(self, connection: Connection) -> None: ...
    def save(self, connection: Connection) -> None: ...

    def remove(self, connection_id: str) -> None:
        """With consents, snapshots, metrics and index row."""

    def forget(self, connection_id: str) -> None:
        """Snapshots, metrics and index row."""

    def decide(self, connection: Connection, consent_id: str, wording: str, now: float) -> None:
        """Records `share_with_brands` as decided now; the index row comes or goes with it."""

    def take(self, connection: Connection, told: SelfReport, now: float) -> None:
        """A self-reported audience: a snapshot and metrics where they differ from the last, and the index row."""

    def withdraw(self, connection_id: str) -> None:
        """Out of the index; the decision to share stays."""


class ConnectionStore(Protocol):
    """Every method raises Problem(unavailable) when the database is away."""

    def changing(self, user_id: str) -> AbstractContextManager[Rows]:
        """Commits at its end, rolls back on any exception."""

    def listed(self, user_id: str) -> list[tuple[Connection, Stored]]: ...
    def find(self, user_id: str, connection_id: str) -> tuple[Connection, Stored] | None: ...
    def of_app_user(self, app_user_id: str) -> list[Connection]: ...
    def dead(self, before: float) -> list[Connection]:
        """Some that need their user, whose grant was last seen to hold before that, and whose token may be held."""

    def open_deletion(self, code: str, now: float) -> None: ...
    def close_deletion(self, code: str, now: float) -> None: ...
    def deletion(self, code: str) -> Deletion | None: ...


class Puller(Protocol):
    def pull(self, connection: Connection) -> None:
        """Asks for a pull now. Never raises: `refresh.plan` finds what is due."""
