"""What is a connected account, and what becomes of it? Values and rules, pure; times are epoch seconds.

    needs_property   GA4 without a chosen property       needs_reauth    the token is gone or refused
    active           is pulled                           missing_scope   the provider wants more consent

Whatever changes whose data a pull would bring (another consent, another property) also advances `pull_no` and takes
the claim away: a pull that is under way finds neither when it writes, and stores nothing.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from functions.connect.limits import REFRESH_EVERY
from functions.shared.audience.errors import Outcome, Verdict
from functions.shared.problems import Code, Problem
from functions.shared.tokens.grants import ConnectionKey, Provider

CONSENT_WORDING = "share-audience-2026-11"
"""Names the words that a user agrees to when sharing with brands; new words get a new name."""
QUEUED_FOR = 900
"""Seconds that a sent message counts as on its way; then `refresh.plan` sends another."""
_BUG = "bug"
"""The reason that `refresh` leaves where the mistake is ours."""


class Status(StrEnum):
    NEEDS_PROPERTY = "needs_property"
    ACTIVE = "active"
    NEEDS_REAUTH = "needs_reauth"
    MISSING_SCOPE = "missing_scope"


@dataclass(frozen=True, slots=True)
class Account:
    """Who a user is at the provider. GA4 tells nobody: `id` is empty."""

    id: str = ""
    app_user_id: str = ""
    name: str = ""
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """A GA4 property; `id` as GA4 writes it, `properties/123`."""

    id: str
    name: str
    account_name: str


@dataclass(frozen=True, slots=True)
class Consented:
    """What came out of a consent, without the token."""

    account: Account
    scopes: tuple[str, ...]
    at: float
    expires_at: float | None = None
    properties: tuple[Property, ...] = ()
    """Of GA4: all that this consent reaches."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A row of connect.connections."""

    id: str
    user_id: str
    provider: Provider
    status: Status
    created_at: float
    authorised_at: float
    reason: str | None = None
    account_id: str = ""
    app_user_id: str = ""
    name: str = ""
    handle: str = ""
    property_id: str | None = None
    property_name: str | None = None
    scopes: tuple[str, ...] = ()
    share_with_brands: bool = False
    token_expires_at: float | None = None
    token_renewed_at: float | None = None
    due_at: float | None = None
    queued_until: float | None = None
    claim: str | None = None
    claimed_until: float | None = None
    pull_no: int = 0
    failures: int = 0
    checked_at: float | None = None
    verified_at: float | None = None
    manual_at: float | None = None

    @property
    def key(self) -> ConnectionKey:
        return ConnectionKey(self.user_id, self.provider, self.id)

    def pulling(self, now: float) -> bool:
        return (self.queued_until or 0) > now or (self.claimed_until or 0) > now


def linked(before: Connection | None, fresh_id: str, user_id: str, provider: Provider, said: Consented) -> Connection:
    """The connection after a consent: of the same account the same one goes on, of another a new one begins."""
    if before is None or not _same_account(before, said.account):
        before = Connection(fresh_id, user_id, provider, Status.ACTIVE, said.at, said.at)
    else:
        before = _detached(before)
    after = replace(
        before,
        account_id=said.account.id or before.account_id,
        app_user_id=said.account.app_user_id,
        name=said.account.name or before.name,
        handle=said.account.handle,
        scopes=said.scopes,
        authorised_at=said.at,
        verified_at=said.at,
        token_expires_at=said.expires_at,
        token_renewed_at=said.at if said.expires_at is not None else None,
        failures=0,
    )
    if provider is Provider.GA4 and before.property_id not in {found.id for found in said.properties}:
        return replace(after, status=Status.NEEDS_PROPERTY)
    return pulled_next(after, said.at)


def pulled_next(before: Connection, now: float) -> Connection:
    """Active and due at once, with a message on its way."""
    return replace(before, status=Status.ACTIVE, reason=None, due_at=now, queued_until=now + QUEUED_FOR)


def chosen(before: Connection, wanted: Property, now: float) -> Connection:
    """With that property; choosing the present one again changes nothing while it is active."""
    named = replace(before, property_name=wanted.name, name=wanted.account_name)
    if before.property_id == wanted.id and before.status is Status.ACTIVE:
        return named
    return pulled_next(replace(_detached(named), property_id=wanted.id, failures=0), now)


def forgets(before: Connection, after: Connection) -> bool:
    """Whether what is stored is of something else now, or of a property that the consent no longer reaches."""
    lost = after.status is Status.NEEDS_PROPERTY
    return before.property_id is not None and (lost or before.property_id != after.property_id)


def refreshed(before: Connection, now: float) -> Connection:
    """Due at once because its owner asks. Raises Problem (rate_limited, needs_reauth, property_unknown, ...)."""
    if before.provider is Provider.TIKTOK:
        raise Problem(Code.INVALID_REQUEST, "A self-reported audience is renewed by another upload")
    if before.status is Status.NEEDS_PROPERTY:
        raise Problem(Code.PROPERTY_UNKNOWN, "Choose a property first")
    if before.status is not Status.ACTIVE:
        raise Problem(Code.NEEDS_REAUTH)
    if (wait := refresh_wait(before, now)) > 0:
        raise Problem(Code.RATE_LIMITED, retry_after=int(wait) + 1)
    return replace(pulled_next(before, now), reason=before.reason, manual_at=now)


def refresh_wait(before: Connection, now: float) -> float:
    """Seconds until its owner may ask again: since the last time, and as long as the provider wants to be left alone
    (then a reason is kept though nothing failed).
    """
    told_to_wait = before.reason not in {None, _BUG} and before.failures == 0
    until = (before.due_at or 0) if told_to_wait else 0
    return max(until, (before.manual_at or 0) + REFRESH_EVERY) - now


def refused(before: Connection, outcome: Outcome) -> Connection:
    """After the provider has refused its token: only its owner can help."""
    status = Status.MISSING_SCOPE if outcome.verdict is Verdict.MISSING_SCOPE else Status.NEEDS_REAUTH
    return replace(_detached(before), status=status, reason=outcome.reason)


def removed_at_provider(before: Connection) -> Connection:
    """After the user took our access away over there."""
    return replace(_detached(before), status=Status.NEEDS_REAUTH, reason="app_removed")


def token_lost(before: Connection) -> Connection:
    """After its token had to be given up; the reason is the one that `refresh` leaves where it finds none."""
    return replace(_detached(before), status=Status.NEEDS_REAUTH, reason="no_token")


def _same_account(before: Connection, account: Account) -> bool:
    """GA4 does not say who consents: its property decides what is read."""
    return before.provider is Provider.GA4 or before.account_id == account.id


def _detached(before: Connection) -> Connection:
    """What was on its way is no longer wanted."""
    return replace(
        before,
        pull_no=before.pull_no + 1,
        claim=None,
        claimed_until=None,
        due_at=None,
        queued_until=None,
        reason=None,
    )
