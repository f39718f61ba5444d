"""What is stored of a made-up account? Rows as connect and refresh would have written them, at any moment; pure.

due_at stays null: nobody pulls these. Audiences change once a month, on a day of each person's own, so that an ordinary
start writes no snapshot; numbers go on to the day of the last check.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from functions.shared.audience.metrics import Metric, Step
from functions.shared.audience.snapshot import Snapshot, content_hash, encode
from infra.local.population import pace, pulls
from infra.local.population.ids import CONNECTION as KINDS
from infra.local.population.ids import Kind, made_up_id
from infra.local.population.people import Account, Person

WORDING = "made-up"
"""Of the consent: nobody has agreed to anything."""
YOUTUBE_LATEST = 14
"""So that two weeks are left until the retention takes YouTube's numbers away, at 29 days."""
_OLD = ((0.05, 25, 60), (0.10, 1, 25))
"""Parts of the creators whose data are so many days old: a filter by data age has something to find."""
_MONTHS = 28
"""Days that every month has."""

CONNECTION = ("id", "user_id", "provider", "account_id", "name", "handle", "created_at", "authorised_at", "checked_at")
CONSENT = ("id", "connection_id", "wording", "decided_at")
SNAPSHOT = ("connection_id", "fetched_at", "content_hash", "body")
Row = tuple[str | datetime, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """One account's rows, in the order of the names above; `steps` only those that are new."""

    connection: Row
    consent: Row
    snapshot: Row | None
    """None: as it was at the last start."""
    steps: Sequence[Step]


def checked_at(number: int, platform: str, now: float) -> datetime:
    """When its numbers were last seen to hold; TikTok's when its creator typed them in."""
    rng = random.Random(f"{number} checked")
    drawn, days = rng.random(), 0.0
    for part, youngest, oldest in _OLD:
        if drawn < part:
            days = rng.uniform(youngest, oldest)
            break
        drawn -= part
    days = min(days, YOUTUBE_LATEST) if platform == "youtube" else days
    checked = datetime.fromtimestamp(now, UTC) - timedelta(days=days)
    return _told(number, checked) if platform == "tiktok" else checked


def stored(person: Person, account: Account, now: float, after: date | None = None) -> Stored:
    """`after`: the day up to which its steps are stored already."""
    checked = checked_at(person.number, account.platform, now)
    fetched = _told(person.number, checked)
    rng = random.Random(f"{account.seed} stored")
    created = checked - timedelta(days=rng.uniform(120, 500))
    identity = (account.connection_id, person.user_id, account.platform)
    shown = (account.account_id, person.name.full, account.handle)
    first = checked.date() - timedelta(days=pace.HISTORY_DAYS) if after is None else after + timedelta(days=1)
    return Stored(
        connection=(*identity, *shown, created, created, checked),
        consent=(_consent(person.number, account.platform), account.connection_id, WORDING, created),
        snapshot=None if after is not None and after >= fetched.date() else _snapshot(account, fetched),
        steps=tuple(pace.steps(account, first, checked.date(), after)) if first <= checked.date() else (),
    )


def _snapshot(account: Account, fetched: datetime) -> Row:
    values = pace.values(account, fetched.date())
    sizes = int(values[Metric.FOLLOWERS]), int(values.get(Metric.VIEWS, 0))
    told = Snapshot(account.platform, pulls.dimensions(account, fetched.timestamp(), *sizes))
    return account.connection_id, fetched, content_hash(told), encode(told)


def _told(number: int, moment: datetime) -> datetime:
    """The last of the person's days of the month."""
    day = moment.replace(day=1 + number % _MONTHS)
    return day if day <= moment else (day.replace(day=1) - timedelta(days=1)).replace(day=1 + number % _MONTHS)


def _consent(number: int, platform: str) -> str:
    return made_up_id(Kind.CONSENT, number * len(KINDS) + list(KINDS).index(platform))
