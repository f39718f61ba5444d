"""Does an account's activity look like that of its peers? Three checks with their inputs, never a verdict; pure.

    growth       the largest change of followers between two checks     beside its own others of four weeks
    engagement   engagements per person reached, or per view            beside accounts of its size and platform
    reach        people reached per follower                            beside accounts of its size and platform

A viral post, a press report or a break look like this too: it says where to look closer, and shows the numbers. The
ranges are ours, from what our own creators have; published benchmarks count engagements per post and follower instead.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from functions.shared.audience.metrics import Metric, Step
from functions.shared.matching.figures import figures

LEAST_PEERS = 30
LEAST_DAYS = 28
"""How long followers must have been watched before a day can be called unusual."""
WIDTH = 3.5
"""Robust standard deviations to each side: the cut-off of Iglewicz and Hoaglin (1993) for the median and the MAD."""
ROBUST = 1.4826
"""MAD to standard deviation under a normal law (Rousseeuw and Croux 1993)."""
TIERS = (0, 1_000, 10_000, 100_000, 1_000_000)
"""Followers from which a size begins; what the field calls nano, micro, macro and mega, below it all who start."""
_QUIET, _QUIET_PEOPLE = 0.03, 10.0
"""A change of 3 % of the followers and ten people is never unusual: YouTube's rounding alone makes 1 %."""
_LEAST_CHANGES = 7
"""Fewer changes than these say nothing about an account's own pace."""


class Check(StrEnum):
    GROWTH = "growth"
    ENGAGEMENT = "engagement"
    REACH = "reach"


class State(StrEnum):
    USUAL = "usual"
    LOOK_CLOSER = "look_closer"
    TOO_LITTLE_DATA = "too_little_data"


@dataclass(frozen=True, slots=True)
class Range:
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Checked:
    """`value` in parts of 1 and what was expected of it; `inputs`: the reported numbers that it is made of."""

    name: Check
    state: State
    value: float | None
    expected: Range | None
    inputs: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    state: State
    checks: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class Peers:
    """What accounts of the same platform and tier have; the account itself may be among them."""

    engagement_rate: Sequence[float] = field(default_factory=tuple)
    reach_per_follower: Sequence[float] = field(default_factory=tuple)


def tier(followers: float) -> tuple[float, float | None]:
    """From and below how many followers an account counts as of the same size; None: no end."""
    begin = max(start for start in TIERS if start <= followers)
    return begin, next((start for start in TIERS if start > followers), None)


def activity(platform: str, steps: Sequence[Step], today: date, peers: Peers) -> Activity:
    """`steps` of the metrics that the provider tells, 90 days of them; `today`: the day when it was last asked."""
    known = [step for step in steps if step.day <= today]
    found = figures(platform, known, today)
    newest = {step.metric: step for step in sorted(known, key=lambda step: step.day)}
    checks = (
        _growth(known, today),
        _beside(Check.ENGAGEMENT, found.engagement_rate, expected(peers.engagement_rate), newest, _ENGAGED[platform]),
        _beside(Check.REACH, found.reach_per_follower, expected(peers.reach_per_follower), newest, _REACHED[platform]),
    )
    states = {check.state for check in checks}
    order = (State.LOOK_CLOSER, State.USUAL, State.TOO_LITTLE_DATA)
    return Activity(next(state for state in order if state in states), checks)


def expected(values: Sequence[float]) -> Range | None:
    """Median and WIDTH robust standard deviations of the logarithm, so both ends are ratios; None with too few peers.

    Half of the values may be anything: unlike mean and deviation, median and MAD do not follow those they shall find.
    """
    logs = [math.log(value) for value in values if value > 0]
    if len(logs) < LEAST_PEERS:
        return None
    middle = median(logs)
    spread = WIDTH * max(ROBUST * median(abs(value - middle) for value in logs), _LEAST_SPREAD)
    return Range(math.exp(middle - spread), math.exp(middle + spread))


_LEAST_SPREAD = 0.1
"""Of a logarithm, 10 %: peers who are all alike shall not make everybody else remarkable."""
_ENGAGED: Mapping[str, tuple[Metric, ...]] = {
    "instagram": (Metric.ENGAGEMENTS, Metric.REACH),
    "youtube": (Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.VIEWS),
    "tiktok": (),
}
_REACHED: Mapping[str, tuple[Metric, ...]] = {
    "instagram": (Metric.REACH, Metric.FOLLOWERS),
    "youtube": (),
    "tiktok": (),
}
"""Nobody but Instagram tells reach."""


def _beside(
    name: Check, value: float | None, usual: Range | None, newest: Mapping[str, Step], metrics: Sequence[Metric]
) -> Checked:
    inputs = tuple(newest[metric] for metric in metrics if metric in newest)
    return Checked(name, _judged(value, usual), value, usual, inputs)


def _judged(value: float | None, usual: Range | None) -> State:
    if value is None or usual is None:
        return State.TOO_LITTLE_DATA
    return State.USUAL if usual.low <= value <= usual.high else State.LOOK_CLOSER


def _growth(steps: Sequence[Step], today: date) -> Checked:
    """From check to check, of which each tells at most one change: a day's (Instagram) or three days' (YouTube)."""
    series = sorted((step for step in steps if step.metric == Metric.FOLLOWERS), key=lambda step: step.day)
    if not series or (today - series[0].day).days < LEAST_DAYS:
        return Checked(Check.GROWTH, State.TOO_LITTLE_DATA, None, None, tuple(series[-1:]))
    pairs = [
        (before, later)
        for before, later in itertools.pairwise(series)
        if before.value > 0 and later.day > today - timedelta(days=LEAST_DAYS)
    ]
    if not pairs:
        return Checked(Check.GROWTH, State.USUAL, 0.0, _own_range((), series[-1].value), tuple(series[-1:]))
    before, later = max(pairs, key=lambda pair: abs(_change(*pair)))
    others = [_change(*pair) for pair in pairs if pair[1] is not later]
    usual, value = _own_range(others, before.value), _change(before, later)
    return Checked(Check.GROWTH, _judged(value, usual), value, usual, (before, later))


def _change(before: Step, later: Step) -> float:
    return later.value / before.value - 1


def _own_range(others: Sequence[float], followers: float) -> Range:
    """Around the account's own median; at least as wide as what is never unusual."""
    middle = median(others) if len(others) >= _LEAST_CHANGES else 0.0
    own = WIDTH * ROBUST * median(abs(change - middle) for change in others) if len(others) >= _LEAST_CHANGES else 0.0
    spread = max(own, _QUIET + _QUIET_PEOPLE / max(followers, 1.0))
    return Range(middle - spread, middle + spread)
