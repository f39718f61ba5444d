"""How does a tally become a dimension? The rules that all providers share: remainder, state, sample size; pure."""

from dataclasses import dataclass, replace

from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import (
    SUPPRESSING,
    Dimension,
    Pull,
    Reason,
    Source,
    State,
    Tally,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a normaliser found out.

    `population`: how many there are in all, if told; `cut`: smaller buckets were not listed (top 45, page limit), so
    what `denominator` (or else `population`) has above the rows is OTHER; without a cut it is unknown.
    `sample_cap`: at most so many count as people, for views and for self-reported numbers; `sample_of`: how many
    people or views shares rest on. `empty`: why there are no rows, if there are none.
    """

    name: Name
    source: Source
    pull: Pull
    unit: Unit
    tally: Tally
    population: float | None = None
    denominator: float | None = None
    cut: bool = False
    truncated: bool = False
    thresholded: bool = False
    sampling_rate: float = 1.0
    sample_of: float | None = None
    sample_cap: float | None = None
    empty: Reason = Reason.NO_DATA


def form(facts: Facts) -> Dimension:
    """A value when somebody is in a known bucket, else suppressed; unknown and minors are kept either way."""
    tally = _with_remainder(facts)
    state, reason = State.VALUE, None
    if tally.listed_n <= 0:
        state, reason = State.SUPPRESSED, facts.empty if tally.total_n <= 0 else Reason.NOTHING_KNOWN
    return Dimension(
        name=facts.name,
        state=state,
        source=facts.source,
        pull=facts.pull,
        unit=facts.unit,
        tally=tally,
        sample_size=_sample_size(facts, tally),
        reason=reason,
        truncated=facts.cut or facts.truncated or tally.other_n > 0,
        thresholded=facts.thresholded,
        sampling_rate=facts.sampling_rate,
    )


def missing(name: Name, reason: Reason, source: Source, pull: Pull, unit: Unit) -> Dimension:
    """Suppressed or unavailable as a whole, nothing known about it."""
    state = State.SUPPRESSED if reason in SUPPRESSING else State.UNAVAILABLE
    return Dimension(name=name, state=state, source=source, pull=pull, unit=unit, reason=reason)


def _with_remainder(facts: Facts) -> Tally:
    """Adds whom the rows leave out: first up to the denominator, then up to the population."""
    tally = facts.tally
    if tally.total_n <= 0:
        return tally
    if facts.cut and tally.listed_n > 0:
        whole = facts.population if facts.denominator is None else facts.denominator
        tally = replace(tally, other_n=tally.other_n + max(0.0, (whole or 0.0) - tally.total_n))
    return replace(tally, unknown_n=tally.unknown_n + max(0.0, (facts.population or 0.0) - tally.total_n))


def _sample_size(facts: Facts, tally: Tally) -> float:
    """[Note: Sample size] in docs/audience.md: people behind the known part of the distribution."""
    if tally.listed_n <= 0:
        return 0.0
    if facts.sample_of is None:
        return tally.listed_n * facts.sampling_rate
    people = facts.sample_of if facts.sample_cap is None else min(facts.sample_of, facts.sample_cap)
    return people * facts.sampling_rate * min(1.0, tally.listed_n / tally.total_n)
