"""What do all handlers share? The accounts, the consents, the faults, the quotas, the log of calls, and the clock."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from infra.local.sandbox import drawn_accounts, special_accounts
from infra.local.sandbox.accounts import INSTAGRAM, Account, by_login
from infra.local.sandbox.faults import Faults
from infra.local.sandbox.ledger import Ledger
from infra.local.sandbox.push import PushService
from infra.local.sandbox.quotas import Quotas
from infra.local.sandbox.registrations import REGISTERED, Registration
from infra.local.sandbox.tokens import Kind, Token, opened, signed_request

REMEMBERED = 20_000
"""Calls that are kept one by one; the counts know of all."""
DEFAULT_SCOPES = {
    "ga4": ("https://www.googleapis.com/auth/analytics.readonly",),
    "youtube": (
        "https://www.googleapis.com/auth/youtube.readonly",
        "https://www.googleapis.com/auth/yt-analytics.readonly",
    ),
    "instagram": ("instagram_business_basic", "instagram_business_manage_insights"),
}
HOUR, DAY = 3_600, 86_400
LONG = 60 * DAY
"""Instagram's long-lived token."""


@dataclass(frozen=True)
class Seen:
    """One call, without anything secret. `account`: a login; empty where no token told."""

    operation: str
    account: str
    client: str
    status: int
    at: float


@dataclass(frozen=True)
class Granted:
    """What a test needs of a consent. `token`: the one to be kept (refresh token, or Instagram's long-lived one)."""

    provider: str
    login: str
    account_id: str
    scopes: tuple[str, ...]
    token: str
    access_token: str
    issued_at: float
    expires_at: float | None
    """Of the kept token."""


@lru_cache
def everybody() -> Mapping[str, Account]:
    """All accounts by login; the same in every process."""
    return by_login([*special_accounts.special(), *drawn_accounts.companies(), *drawn_accounts.creators()])


class World:
    def __init__(self, state: Path | None, clock: Callable[[], float]) -> None:
        self.accounts = everybody()
        self.ledger = Ledger(state / "sandbox.json" if state else None)
        self.faults = Faults()
        self.offset = 0.0
        self.quotas = Quotas(self.now)
        self.push = PushService()
        self.clients: dict[str, Registration] = {each.client_id: each for each in REGISTERED.values()}
        self.counts: Counter[str] = Counter()
        self.running: Counter[str] = Counter()
        self.calls: deque[Seen] = deque(maxlen=REMEMBERED)
        self._clock = clock
        self._lock = threading.Lock()

    def now(self) -> float:
        return self._clock() + self.offset

    def note(self, seen: Seen) -> None:
        with self._lock:
            self.counts[seen.operation] += 1
            self.calls.append(seen)

    def account(self, login: str) -> Account:
        """Raises KeyError."""
        return self.accounts[login]

    def issue(self, kind: Kind, client: str, account: str, scopes: Collection[str], **more: Any) -> Token:
        """A token of the present generation. `lives` in seconds (0: until it is revoked), `ago`: issued earlier."""
        issued = self.now() - more.pop("ago", 0.0)
        lives = more.pop("lives", 0.0)
        kept = kind in (Kind.GOOGLE_REFRESH, Kind.INSTAGRAM_LONG)
        consent = self.ledger.issue(client, account, scopes) if kept else self.ledger.consent(client, account)
        return Token(
            kind=kind,
            client=client,
            account=account,
            scopes=tuple(scopes),
            issued=issued,
            expires=issued + lives if lives else 0.0,
            generation=consent.generation,
            serial=consent.serial,
            **more,
        )

    def refusal(self, token: Token) -> str:
        """Why this token is not good any more (a name of errors/*.json), or nothing."""
        google = token.kind.value.startswith("google")
        account = self.accounts.get(token.account)
        if account is None:
            return _gone(google=google)
        consent, now, ending = self.ledger.consent(token.client, token.account), self.now(), account.ending
        if token.generation != consent.generation:
            return consent.ended if consent.ended not in ("", "revoked") else _gone(google=google)
        if ending and token.kind not in (Kind.GOOGLE_CODE, Kind.INSTAGRAM_CODE) and now >= token.issued + ending.after:
            return ending.error
        if token.kind is Kind.GOOGLE_REFRESH and token.serial <= consent.serial - self._live(token):
            return "invalid_grant"
        if token.expires and now >= token.expires:
            return "invalid_grant" if google else "token_463"
        return ""

    def _live(self, token: Token) -> int:
        return 1 if self.accounts[token.account].rotates else self.quotas.limits.refresh_tokens

    def kill(self, provider: str, login: str, error: str = "revoked") -> None:
        """All tokens of an account at one provider's registration are dead, as after that error. Raises KeyError."""
        self.ledger.end(REGISTERED[provider].client_id, self.accounts[login].login, error)

    def grant(
        self,
        provider: str,
        login: str,
        *,
        scopes: Collection[str] | None = None,
        client_id: str | None = None,
        age: float = 0.0,
    ) -> Granted:
        """A consent without a browser; `age`: seconds ago. Raises KeyError for an unknown provider or login."""
        client = client_id or REGISTERED[provider].client_id
        account, wanted = self.accounts[login], tuple(DEFAULT_SCOPES[provider] if scopes is None else scopes)
        if account.service == INSTAGRAM:
            kept = self.issue(Kind.INSTAGRAM_LONG, client, login, wanted, lives=LONG, ago=age)
            access = kept
        else:
            kept = self.issue(Kind.GOOGLE_REFRESH, client, login, wanted, ago=age)
            access = self.issue(Kind.GOOGLE_ACCESS, client, login, wanted, lives=HOUR)
        return Granted(
            provider=provider,
            login=login,
            account_id=_account_id(account),
            scopes=wanted,
            token=kept.sealed(),
            access_token=access.sealed(),
            issued_at=kept.issued,
            expires_at=kept.expires or None,
        )

    def names(self, token: str) -> tuple[str, frozenset[str]]:
        """(client id, what the bearer may be called in a fault), of any token or code, good or not."""
        found = opened(token)
        if found is None:
            return "", frozenset()
        account = self.accounts.get(found.account)
        ids = {_account_id(account), *(each.id for each in account.properties)} if account else set()
        return found.client, frozenset({found.account, *ids} - {""})

    def signed_request(self, login: str, *, ago: float = 0.0) -> str:
        """What Meta posts to the deauthorize and data-deletion callbacks, about this account. Raises KeyError."""
        profile, registration = self.accounts[login].profile, REGISTERED[INSTAGRAM]
        about = {"algorithm": "HMAC-SHA256", "issued_at": int(self.now() - ago)}
        return signed_request({**about, "user_id": profile.app_id if profile else ""}, registration.client_secret)


def _gone(*, google: bool) -> str:
    return "invalid_grant" if google else "token_458"


def _account_id(account: Account) -> str:
    if account.profile:
        return account.profile.user_id
    return account.channel.id if account.channel else account.login
