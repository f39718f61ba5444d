"""What becomes of a connection after a pull? From the outcome to status, reason and next due time; pure.

A failure concerns the one connection. What waits or is tried again stays `active`; only the provider's own words ask
for the user. The words of `Change.reason` are ours or the provider's fixed ones.
"""

from collections.abc import Callable

from functions.refresh.planning import Chance, next_due
from functions.refresh.work import Account, Change, RefusedError, Work
from functions.shared.audience.answers import Malformed
from functions.shared.audience.errors import RETRIES, Outcome, Verdict
from functions.shared.tokens.grants import Provider

ACTIVE, NEEDS_REAUTH, MISSING_SCOPE = "active", "needs_reauth", "missing_scope"
NO_TOKEN = "no_token"
"""The vault holds none: just disconnected, or not written yet; after RETRIES it is lost."""
ACCOUNT_CHANGED = "account_changed"
NO_ACCOUNT = "no_account"
TOKEN_UNREADABLE = "token_unreadable"
"""What the vault keeps was not sealed for this place: it is never repaired, a fresh consent replaces it."""
BUG = "bug"
BUSY = "busy"
"""All places are taken: our own congestion, which is no user's business and keeps nobody from asking by hand."""
VAULT_AWAY = "vault_away"
FIRST_RETRY = 900
LAST_RETRY = 6 * 3_600
BUG_REST = 86_400


def succeeded(provider: Provider, now: float, chance: Chance) -> Change:
    return Change(ACTIVE, None, next_due(provider, now, chance), 0, ("PullSucceeded",))


def refused(outcome: Outcome, provider: Provider, failures: int, now: float, chance: Chance) -> Change:
    """`failures`: how many retries came before in a row."""
    match outcome.verdict:
        case Verdict.NEEDS_REAUTH | Verdict.RENEW_TOKEN:
            return Change(NEEDS_REAUTH, outcome.reason, None, 0, ("PullRefused", "NeedsReauth"))
        case Verdict.MISSING_SCOPE:
            return Change(MISSING_SCOPE, outcome.reason, None, 0, ("PullRefused", "MissingScope"))
        case Verdict.BACK_OFF | Verdict.QUOTA_WAIT:
            return _waiting(outcome, now)
        case Verdict.RETRY:
            return _again(outcome, failures, now)
        case Verdict.BUG:
            return Change(ACTIVE, BUG, now + BUG_REST, failures, ("PullRefused", "PullBug"))
    return Change(ACTIVE, None, next_due(provider, now, chance), 0, ("PullRefused",))


def _waiting(outcome: Outcome, now: float) -> Change:
    """A reason without failures: connect knows by it that the provider wants to be left alone until then."""
    counter = "QuotaWait" if outcome.verdict is Verdict.QUOTA_WAIT else "BackOff"
    until = now + FIRST_RETRY if outcome.until is None else outcome.until
    reason = None if outcome.reason == BUSY else outcome.reason
    return Change(ACTIVE, reason, until, 0, ("PullRefused", counter))


def _again(outcome: Outcome, failures: int, now: float) -> Change:
    """15 minutes, doubling up to six hours; three in a row are worth a word to the user and a count."""
    lasting = failures + 1 >= RETRIES
    if lasting and outcome.reason == NO_TOKEN:
        return Change(NEEDS_REAUTH, NO_TOKEN, None, 0, ("PullRefused", "NeedsReauth"))
    wait = min(FIRST_RETRY * 2 ** min(failures, 10), LAST_RETRY)
    counts = ("PullRefused", "PullFailing") if lasting else ("PullRefused",)
    return Change(ACTIVE, outcome.reason if lasting else None, now + wait, failures + 1, counts)


def require_account(work: Work, read: Callable[[], Account | None]) -> Account:
    """The account that the provider tells, which must be the one that was connected; `read` may raise Malformed.

    Raises RefusedError: only the user knows what another account means.
    """
    try:
        account = read()
    except Malformed:
        raise RefusedError(Outcome(Verdict.RETRY, "malformed")) from None
    if account is None:
        raise RefusedError(Outcome(Verdict.NEEDS_REAUTH, NO_ACCOUNT))
    if work.account_id and account.account_id != work.account_id:
        raise RefusedError(Outcome(Verdict.NEEDS_REAUTH, ACCOUNT_CHANGED))
    return account
