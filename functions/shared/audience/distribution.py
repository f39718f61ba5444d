"""What is known of one dimension of an audience? The value that all providers' answers become; pure.

    value         there is a distribution                    amounts of known buckets, and how many people stand behind
    suppressed    the provider withholds it, or knows none   never zero: absence of data is no data
    unavailable   it could not be read                       an error, another shape, or not offered at all

Nothing is lost on the way:  known_n + other_n + unknown_n + minors_n = total_n  (in `unit`).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from functions.shared.audience import buckets
from functions.shared.audience.buckets import MINORS, OTHER, UNKNOWN, UNRECOGNISED, Name


class State(StrEnum):
    VALUE = "value"
    SUPPRESSED = "suppressed"
    UNAVAILABLE = "unavailable"


class Reason(StrEnum):
    """Why there is no value."""

    TOO_FEW = "too_few"  # suppressed: below the provider's floor of followers or engagements
    THRESHOLDED = "thresholded"  # suppressed: GA4 withheld all rows
    NO_DATA = "no_data"  # suppressed: an empty answer
    NOTHING_KNOWN = "nothing_known"  # suppressed: only unknown rows, or only minors
    NOT_OFFERED = "not_offered"  # unavailable: this provider has no such dimension
    MALFORMED = "malformed"  # unavailable: the answer has another shape than documented
    FAILED = "failed"  # unavailable: the answer is an error (see `errors`)


SUPPRESSING = frozenset({Reason.TOO_FEW, Reason.THRESHOLDED, Reason.NO_DATA, Reason.NOTHING_KNOWN})


class Provenance(StrEnum):
    REPORTED = "reported"
    SELF_REPORTED = "self_reported"
    DERIVED = "derived"


class Unit(StrEnum):
    """What the amounts count. A share is a part of 1 where the provider tells percentages only."""

    PEOPLE = "people"
    VIEWS = "views"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day that the numbers describe, both included, in the provider's time zone."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError("a window ends before it starts")


@dataclass(frozen=True, slots=True)
class Source:
    """Whose number it is: `metric` as the provider names it."""

    provider: str
    metric: str
    provenance: Provenance = Provenance.REPORTED


@dataclass(frozen=True, slots=True)
class Pull:
    """When an answer was fetched (epoch seconds) and which days it is about."""

    window: Window
    fetched_at: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows sorted into buckets, see [Note: Nothing lost] below. `unrecognised_n` is a part of `unknown_n`."""

    amounts: Mapping[str, float] = field(default_factory=dict)
    unknown_n: float = 0.0
    other_n: float = 0.0
    minors_n: float = 0.0
    unrecognised_n: float = 0.0

    @property
    def known_n(self) -> float:
        return math.fsum(self.amounts.values())

    @property
    def listed_n(self) -> float:
        """What the shares are parts of: everybody of 18 and over whose bucket the provider knows."""
        return math.fsum((*self.amounts.values(), self.other_n))

    @property
    def total_n(self) -> float:
        return math.fsum((*self.amounts.values(), self.other_n, self.unknown_n, self.minors_n))


@dataclass(frozen=True, slots=True)
class Dimension:
    """One distribution and everything needed to judge it. `fetched_at` epoch seconds; `sample_size` in people.

    `sampling_rate` is the part of the data that GA4 looked at; `thresholded` that it withheld some rows, unseen;
    `truncated` that smaller buckets were not listed, their sum being `other_n` where it can be told.
    Raises ValueError when a law does not hold: that is our own mistake, never an answer's.
    """

    name: Name
    state: State
    source: Source
    pull: Pull
    unit: Unit
    tally: Tally = Tally()
    sample_size: float = 0.0
    reason: Reason | None = None
    truncated: bool = False
    thresholded: bool = False
    sampling_rate: float = 1.0

    def __post_init__(self) -> None:
        tally = self.tally
        parts = (*tally.amounts.values(), tally.unknown_n, tally.other_n, tally.minors_n, tally.unrecognised_n)
        if not all(math.isfinite(part) and part >= 0 for part in (*parts, self.sample_size)):
            raise ValueError("amounts and sample sizes are finite and not negative")
        if not 0 < self.sampling_rate <= 1:
            raise ValueError("a sampling rate lies in (0, 1]")
        if (self.state is State.VALUE) != (self.reason is None):
            raise ValueError("a dimension without a value says why, one with a value does not")
        if self.state is State.VALUE and tally.listed_n <= 0:
            raise ValueError("a value has somebody in it")
        if self.state is not State.VALUE and (tally.amounts or tally.other_n or self.sample_size):
            raise ValueError("what is no value has no amounts")

    @property
    def shares(self) -> Mapping[str, float]:
        """Bucket -> part of all known ones (18+ for age), OTHER included; sums to 1, or is empty without a value."""
        return _normalised(self._listed())

    @property
    def matched_shares(self) -> Mapping[str, float]:
        """`shares` over the buckets that matching compares, summing to 1; empty when there is nobody in them."""
        return _normalised(self._matched())

    @property
    def matched_sample_size(self) -> float:
        """The part of the sample that `matched_shares` rest on."""
        if self.state is not State.VALUE:
            return 0.0
        return self.sample_size * min(1.0, math.fsum(self._matched().values()) / self.tally.listed_n)

    @property
    def other_share(self) -> float:
        return self.shares.get(OTHER, 0.0)

    @property
    def minors_share(self) -> float:
        """Of all whose age is known, including the minors: for a warning or a filter, never for the score."""
        known = self.tally.listed_n + self.tally.minors_n
        return self.tally.minors_n / known if known > 0 else 0.0

    def _listed(self) -> Mapping[str, float]:
        other = {OTHER: self.tally.other_n} if self.tally.other_n > 0 else {}
        return {**self.tally.amounts, **other}

    def _matched(self) -> Mapping[str, float]:
        return {bucket: n for bucket, n in self._listed().items() if buckets.matched(self.name, bucket)}


def tallied(name: Name, rows: Iterable[tuple[str, float]]) -> Tally:
    """[Note: Nothing lost] Every row of (spelling, amount) lands in exactly one place, whatever its order.

    Equal buckets are added up, exactly rounded (math.fsum), so a permuted answer gives the same floats. Empty rows
    (GA4's keepEmptyRows) leave no bucket.
    """
    places: dict[str, list[float]] = {}
    for written, amount in rows:
        places.setdefault(buckets.read(name, written), []).append(amount)
    unrecognised = [*places.pop(UNRECOGNISED, []), *places.pop(buckets.OLDEST_OPEN, [])]
    unknown = [*places.pop(UNKNOWN, []), *unrecognised]
    other, minors = places.pop(OTHER, []), places.pop(MINORS, [])
    sums = {bucket: math.fsum(found) for bucket, found in sorted(places.items())}
    return Tally(
        amounts={bucket: amount for bucket, amount in sums.items() if amount > 0},
        unknown_n=math.fsum(unknown),
        other_n=math.fsum(other),
        minors_n=math.fsum(minors),
        unrecognised_n=math.fsum(unrecognised),
    )


def _normalised(amounts: Mapping[str, float]) -> Mapping[str, float]:
    whole = math.fsum(amounts.values())
    return {bucket: amount / whole for bucket, amount in amounts.items()} if whole > 0 else {}
