"""How does a creator's own word become a connection? TikTok's form and file, over the ports; the rules of what may be
said are in `shared.audience.self_report`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from functions.connect import limits
from functions.connect.connections import Connection, Status
from functions.connect.limits import Rates
from functions.connect.ports import ConnectionStore, Outbox, Stored
from functions.shared.audience import self_report, tiktok
from functions.shared.audience.self_report import Claim, Fault, SelfReport
from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem
from functions.shared.tokens.grants import Provider

_EAST = timedelta(hours=14)
"""A day has begun somewhere: nobody's today is in the future."""


@dataclass(frozen=True, slots=True)
class Told:
    """Either a file's text, or a claim with its shares."""

    csv: str | None = None
    claim: Claim | None = None
    shares: Mapping[str, Mapping[str, float]] | None = None


@dataclass(frozen=True, slots=True)
class SelfReports:
    store: ConnectionStore
    outbox: Outbox
    rates: Rates

    def take(self, user_id: str, told: Told, now: float) -> tuple[Connection, Stored]:
        """Raises Problem: audience_invalid with every fault, account_differs, rate_limited."""
        limits.charge(self.rates, limits.upload(user_id), now)
        found = _read(told, now)
        with self.store.changing(user_id) as rows:
            if self.outbox.barred(user_id):
                raise Problem(Code.SESSION_ENDED)
            before = rows.of(Provider.TIKTOK)
            if before is not None and before.account_id != found.handle:
                raise Problem(Code.ACCOUNT_DIFFERS)
            after = replace(before, checked_at=now) if before else _begun(user_id, found.handle, now)
            (rows.save if before else rows.add)(after)
            rows.take(after, found, now)
        stored = self.store.find(user_id, after.id)
        if stored is None:
            raise Problem(Code.NOT_FOUND)
        return stored


def _read(told: Told, now: float) -> SelfReport:
    today = _latest_day(now)
    if told.csv is not None:
        found = tiktok.parse(told.csv, now, today)
    elif told.claim is not None:
        found = self_report.form_report(told.claim, told.shares or {}, now, today)
    else:
        raise Problem(Code.INVALID_REQUEST)
    if isinstance(found, SelfReport):
        return found
    raise Problem(Code.AUDIENCE_INVALID, errors=[_fault(each) for each in found])


def _fault(fault: Fault) -> Mapping[str, object]:
    return {"line": fault.line, "field": fault.field, "reason": fault.code.value}


def _begun(user_id: str, handle: str, now: float) -> Connection:
    return Connection(
        id=new_id(now),
        user_id=user_id,
        provider=Provider.TIKTOK,
        status=Status.ACTIVE,
        created_at=now,
        authorised_at=now,
        account_id=handle,
        name=handle,
        handle=handle,
        checked_at=now,
    )


def _latest_day(now: float) -> date:
    return (datetime.fromtimestamp(now, UTC) + _EAST).date()
