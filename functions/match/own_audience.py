"""What does a user see of an own audience? From what is stored of a connection to what is shown, with its age; pure.

    snapshot     what the audience looks like since `fetched_at`     steps    (day, value) where a metric changed
    checked_at   when the provider last said that it still does     series   one value a day: a step holds on

A snapshot that cannot be read costs its own connection the numbers, and no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from functions.shared.audience import ga4, snapshot
from functions.shared.audience.buckets import AGES, OTHER, Name
from functions.shared.audience.distribution import Dimension, Provenance, Pull, Reason, Source, Unit, Window
from functions.shared.audience.forming import missing
from functions.shared.audience.metrics import Metric, Step

SERIES_DAYS = 90
SERIES = (Metric.FOLLOWERS.value, Metric.ACTIVE_USERS.value)
"""How large an audience is, by day: the one thing about it that is drawn over time."""


@dataclass(frozen=True, slots=True)
class Connected:
    """One connection as it is stored; times in epoch seconds, `body` and `fetched_at` those of the newest snapshot."""

    connection_id: str
    provider: str
    name: str
    handle: str
    property_name: str
    status: str
    checked_at: float | None
    share_with_brands: bool
    body: str | None
    fetched_at: float | None
    newest: tuple[Step, ...] = ()
    steps: tuple[Step, ...] = ()
    """Of `SERIES`, oldest first: those within the window and the last one before it."""


@dataclass(frozen=True, slots=True)
class Share:
    bucket: str
    share: float
    amount: float


@dataclass(frozen=True, slots=True)
class Audience:
    """What is shown of one connection."""

    of: Connected
    provenance: Provenance
    dimensions: tuple[Dimension, ...]
    customers: tuple[Dimension, ...]
    """Of a site: those of its users who bought, in the same dimensions; empty where it was never asked."""
    readable: bool
    series: Mapping[str, tuple[Step, ...]]


def since(now: float) -> date:
    """The first day of a series that is shown now."""
    return _day(now) - timedelta(days=SERIES_DAYS - 1)


def audience(of: Connected, now: float) -> Audience:
    dimensions = _dimensions(of)
    customers = tuple(each for each in dimensions or () if each.source.metric == ga4.CUSTOMERS)
    return Audience(
        of=of,
        provenance=Provenance.SELF_REPORTED if of.provider == "tiktok" else Provenance.REPORTED,
        dimensions=_unreadable(of)
        if dimensions is None
        else tuple(each for each in dimensions if each not in customers),
        customers=customers,
        readable=dimensions is not None,
        series={metric: daily for metric in SERIES if (daily := _daily(of, metric, now))},
    )


def shares(dimension: Dimension) -> tuple[Share, ...]:
    """Ages in their order, all else by share; `other` last, whatever its share."""
    amounts = {**dimension.tally.amounts, OTHER: dimension.tally.other_n}
    found = [Share(bucket, share, amounts[bucket]) for bucket, share in dimension.shares.items()]
    return tuple(sorted(found, key=lambda share: _place(dimension.name, share)))


def _place(name: Name, share: Share) -> tuple[bool, int, float, str]:
    order = AGES.index(share.bucket) if name is Name.AGE and share.bucket in AGES else 0
    return share.bucket == OTHER, order, -share.share, share.bucket


def _dimensions(of: Connected) -> tuple[Dimension, ...] | None:
    if of.body is None:
        return ()
    order = list(Name)
    try:
        found = snapshot.decode(of.body).dimensions
        for dimension in found:
            _day(dimension.pull.fetched_at)
    except (OSError, OverflowError, ValueError):
        return None
    return tuple(sorted(found, key=lambda dimension: (order.index(dimension.name), dimension.source.metric)))


def _unreadable(of: Connected) -> tuple[Dimension, ...]:
    fetched_at = of.fetched_at or 0.0
    pull = Pull(Window(_day(fetched_at), _day(fetched_at)), fetched_at)
    return tuple(missing(name, Reason.MALFORMED, Source(of.provider, ""), pull, Unit.PEOPLE) for name in Name)


def _daily(of: Connected, metric: str, now: float) -> tuple[Step, ...]:
    """One value a day from the first known one, until the provider was last asked: later days are not known."""
    steps = [step for step in of.steps if step.metric == metric]
    first, last = since(now), _last_day(of, steps, now)
    daily: list[Step] = []
    for place, step in enumerate(steps):
        ends = steps[place + 1].day if place + 1 < len(steps) else last + timedelta(days=1)
        day = max(step.day, first)
        while day < ends:
            daily.append(Step(metric, day, step.value))
            day += timedelta(days=1)
    return tuple(daily)


def _last_day(of: Connected, steps: Sequence[Step], now: float) -> date:
    checked = _day(now) if of.checked_at is None else min(_day(of.checked_at), _day(now))
    return max([checked, *(step.day for step in steps)])


def _day(epoch: float) -> date:
    return datetime.fromtimestamp(epoch, UTC).date()
