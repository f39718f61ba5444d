"""How does what the vault keeps become a token that works?

Google: an access token for one pull. Instagram: the kept token itself, exchanged for a fresh one inside its window.
Every write names the version seen: who comes second, or after a disconnect, drops the pull and leaves no trace.
"""

import requests
from requests.adapters import HTTPAdapter

from functions.refresh import outcomes, token_windows
from functions.refresh.graph import Graph
from functions.refresh.ports import Attempt
from functions.refresh.token_windows import Stage
from functions.refresh.wire import Wire, on
from functions.refresh.work import Access, DroppedError, RefusedError
from functions.shared import google_tokens
from functions.shared.audience import answers, google_errors
from functions.shared.audience.answers import Malformed
from functions.shared.audience.errors import Outcome, Refusal, Verdict
from functions.shared.metrics import Metrics
from functions.shared.tokens.grants import Grant, Held, LongLivedToken, RefreshToken
from functions.shared.tokens.ports import (
    BusyError,
    NotHeldError,
    SealBrokenError,
    StaleError,
    TokenVault,
    UnavailableError,
)

KEEP_TRIES = 3
_AWAY = Outcome(Verdict.RETRY, outcomes.VAULT_AWAY)
_FATAL = frozenset({Verdict.NEEDS_REAUTH, Verdict.MISSING_SCOPE})


class GoogleAccess:
    """Implements `ports.Tokens`."""

    def __init__(self, vault: TokenVault, pool: HTTPAdapter) -> None:
        self._vault = vault
        self._pool = pool

    def obtain(self, attempt: Attempt) -> Access:
        held = _held(self._vault, attempt)
        token = held.grant.token
        if not isinstance(token, RefreshToken):
            raise TypeError("Google's grants are refresh tokens")
        wire = Wire(self._pool, attempt.gate.seconds_left)
        refusal: Refusal | None = None
        try:
            renewed = google_tokens.renew(attempt.client, token, on(requests.Session(), wire))
        except google_tokens.RefusedError as refused:
            refusal = wire.last if wire.last and wire.last.status != 200 else refused.refusal
        if refusal is not None:
            raise RefusedError(google_errors.classify(refusal, attempt.gate.clock()))
        if renewed.refresh_token:
            self._keep(held, renewed.refresh_token)
        return Access(renewed.access_token, verified=True)

    def _keep(self, held: Held, rotated: RefreshToken) -> None:
        """The old one may be dead already, so a busy vault is asked again."""
        before = held.grant
        grant = Grant(rotated, before.account_id, before.scopes, before.obtained_at, before.expires_at)
        for left in reversed(range(KEEP_TRIES)):
            try:
                return _put(self._vault, held, grant)
            except (BusyError, UnavailableError):
                if not left:
                    break
        raise RefusedError(_AWAY)


class InstagramAccess:
    """Implements `ports.Tokens`."""

    def __init__(self, vault: TokenVault, pool: HTTPAdapter, metrics: Metrics) -> None:
        self._vault = vault
        self._pool = pool
        self._metrics = metrics

    def obtain(self, attempt: Attempt) -> Access:
        held = _held(self._vault, attempt)
        stage = token_windows.stage(token_windows.of(held.grant), attempt.gate.clock())
        if stage is Stage.EXPIRED:
            raise RefusedError(Outcome(Verdict.NEEDS_REAUTH, "token_expired"))
        if stage is Stage.NEARLY_EXPIRED:
            self._metrics.count("TokenNearlyExpired")
        renewed = None if stage is Stage.LASTING else self._renewed(held, attempt)
        return _access(renewed or held.grant, verified=renewed is not None)

    def _renewed(self, held: Held, attempt: Attempt) -> Grant | None:
        """None when it cannot be had or kept today: the old token goes on working, and tomorrow is in time."""
        try:
            grant = self._exchanged(held.grant, attempt)
            _put(self._vault, held, grant)
        except RefusedError as refused:
            if refused.outcome.verdict in _FATAL:
                raise
            self._metrics.count("TokenRenewalDelayed")
            return None
        except (BusyError, UnavailableError):
            self._metrics.count("TokenRenewalDelayed")
            return None
        self._metrics.count("TokenRenewed")
        return grant

    def _exchanged(self, before: Grant, attempt: Attempt) -> Grant:
        """GET refresh_access_token: {access_token, token_type, expires_in}. Raises RefusedError."""
        graph = Graph(self._pool, attempt, before.token)
        found = graph.get("refresh_access_token", grant_type="ig_refresh_token")
        now = int(attempt.gate.clock())
        try:
            fields = answers.entries(found)
            token = LongLivedToken(answers.text(fields.get("access_token")))
            return Grant(
                token, before.account_id, before.scopes, now, now + int(answers.number(fields.get("expires_in")))
            )
        except (Malformed, ValueError):
            pass
        raise RefusedError(Outcome(Verdict.RETRY, "malformed"))


def _access(grant: Grant, *, verified: bool) -> Access:
    return Access(grant.token, verified, grant.expires_at, grant.obtained_at)


def _held(vault: TokenVault, attempt: Attempt) -> Held:
    try:
        return vault.read(attempt.work.key)
    except NotHeldError:
        outcome = Outcome(Verdict.RETRY, outcomes.NO_TOKEN)
    except SealBrokenError:
        outcome = Outcome(Verdict.NEEDS_REAUTH, outcomes.TOKEN_UNREADABLE)
    except (BusyError, UnavailableError):
        outcome = _AWAY
    raise RefusedError(outcome)


def _put(vault: TokenVault, held: Held, grant: Grant) -> None:
    """Raises DroppedError when somebody was faster or the user has disconnected."""
    try:
        vault.put(held.key, grant, seen=held.version)
    except (StaleError, NotHeldError):
        raise DroppedError from None
