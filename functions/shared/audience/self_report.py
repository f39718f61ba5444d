"""May a self-reported audience be taken as it stands? One rule for the form and for the file (TikTok); pure.

TikTok's Display API has no audience, so a creator copies the numbers from the app. Each entry is judged on its own,
then the sums: a share is a part of 1, and the shares of a dimension sum to 1 ± 0.02. All faults are told at once, with
line and field; shares and handles are never repeated.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.shared.audience import buckets
from functions.shared.audience.buckets import OLDEST_OPEN, UNRECOGNISED, Name
from functions.shared.audience.distribution import Dimension, Provenance, Pull, Source, Unit, Window, tallied
from functions.shared.audience.forming import Facts, form
from functions.shared.audience.metrics import Metric, Metrics

PROVIDER = "tiktok"
TOLERANCE = 0.02
SAMPLE_CAP = 100.0
"""People that self-reported numbers count as, at most (matching reference §3.3)."""
MAX_FOLLOWERS = 1_000_000_000
MAX_ENTRIES = 10_000
MAX_FAULTS = 100
_HANDLE = re.compile(r"@?([A-Za-z0-9._]{2,24})", re.ASCII)
_OLDEST = {"55-64": 0.11, "65+": 0.12}
"""How "55+" is parted: by the 18+ prior of the matching reference §4.3 (0.11 and 0.12)."""


class FaultCode(StrEnum):
    """Public: clients choose their words by it."""

    # the file as a whole
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    UNREADABLE = "unreadable"
    COLUMN_MISSING = "column_missing"
    COLUMN_REPEATED = "column_repeated"
    # one row
    WRONG_WIDTH = "wrong_width"
    HANDLE_INVALID = "handle_invalid"
    HANDLE_DIFFERS = "handle_differs"
    DATE_INVALID = "date_invalid"
    DATE_IN_FUTURE = "date_in_future"
    DATE_DIFFERS = "date_differs"
    FOLLOWERS_INVALID = "followers_invalid"
    FOLLOWERS_DIFFER = "followers_differ"
    DIM_UNKNOWN = "dim_unknown"
    BUCKET_UNKNOWN = "bucket_unknown"
    BUCKET_REPEATED = "bucket_repeated"
    SHARE_INVALID = "share_invalid"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    # one dimension
    SUM_OFF = "sum_off"


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 1, the header included, and is None for a form; `field` is a column or `dim.bucket`."""

    code: FaultCode
    field: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One share as written; `line` as in Fault. `share` is a part of 1, None when it is no number."""

    dim: str
    bucket: str
    share: float | None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose audience, and of which day."""

    handle: str
    as_of: date
    followers: int


@dataclass(frozen=True, slots=True)
class SelfReport:
    handle: str
    dimensions: tuple[Dimension, ...]
    metrics: Metrics


def report(claim: Claim, entries: Sequence[Entry], now: float, today: date) -> SelfReport | tuple[Fault, ...]:
    """The audience, or every fault in it (at most MAX_FAULTS). `now` epoch seconds, `today` the user's day."""
    faults = [*_claim_faults(claim, today), *entry_faults(entries)]
    if faults:
        return tuple(faults[:MAX_FAULTS])
    pull = Pull(Window(claim.as_of, claim.as_of), now)
    names = [name for name in Name if any(entry.dim == name.value for entry in entries)]
    return SelfReport(
        handle=clean_handle(claim.handle) or "",
        dimensions=tuple(_dimension(name, entries, claim.followers, pull) for name in names),
        metrics=Metrics({Metric.FOLLOWERS: float(claim.followers)}, _source(Provenance.SELF_REPORTED), pull),
    )


def form_report(
    claim: Claim, shares: Mapping[str, Mapping[str, float]], now: float, today: date
) -> SelfReport | tuple[Fault, ...]:
    """From the form: {dim: {bucket: share}}, shares as parts of 1."""
    entries = [Entry(dim, bucket, share) for dim, listed in shares.items() for bucket, share in listed.items()]
    return report(claim, entries, now, today)


def declared(
    provider: str, shares: Mapping[str, Mapping[str, float]], pull: Pull
) -> tuple[Dimension, ...] | tuple[Fault, ...]:
    """Shares that somebody claims without a number of people: they count as SAMPLE_CAP people, or every fault."""
    entries = [Entry(dim, bucket, share) for dim, listed in shares.items() for bucket, share in listed.items()]
    faults = entry_faults(entries)
    if faults:
        return tuple(faults[:MAX_FAULTS])
    names = [name for name in Name if any(entry.dim == name.value for entry in entries)]
    return tuple(_dimension(name, entries, SAMPLE_CAP, pull, provider) for name in names)


def clean_handle(written: str) -> str | None:
    """Without @ and in lower case, as TikTok compares them; None when it cannot be one (2 to 24 of `A-Za-z0-9._`)."""
    found = _HANDLE.fullmatch(written.strip())
    return found[1].lower() if found else None


def entry_faults(entries: Sequence[Entry]) -> list[Fault]:
    """Of single entries first; sums are judged only where every share could be read."""
    if not entries:
        return [Fault(FaultCode.EMPTY, "share")]
    if len(entries) > MAX_ENTRIES:
        return [Fault(FaultCode.TOO_MANY_ROWS, "share", entries[MAX_ENTRIES].line)]
    faults: list[Fault] = []
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        code, column = _entry_fault(entry, seen)
        if code is not None:
            faults.append(Fault(code, column if entry.line else f"{entry.dim}.{entry.bucket}"[:80], entry.line))
    return faults or _sum_faults(entries)


def _claim_faults(claim: Claim, today: date) -> list[Fault]:
    found = {
        FaultCode.HANDLE_INVALID: ("platform_handle", clean_handle(claim.handle) is None),
        FaultCode.DATE_IN_FUTURE: ("as_of", claim.as_of > today),
        FaultCode.FOLLOWERS_INVALID: ("followers", not 0 < claim.followers <= MAX_FOLLOWERS),
    }
    return [Fault(code, field) for code, (field, wrong) in found.items() if wrong]


def _entry_fault(entry: Entry, seen: set[tuple[str, str]]) -> tuple[FaultCode | None, str]:
    if entry.dim not in set(Name):
        return FaultCode.DIM_UNKNOWN, "dim"
    bucket = buckets.read(Name(entry.dim), entry.bucket)
    if bucket == UNRECOGNISED:
        return FaultCode.BUCKET_UNKNOWN, "bucket"
    taken = {bucket} | ({OLDEST_OPEN} if bucket in _OLDEST else set(_OLDEST) if bucket == OLDEST_OPEN else set())
    if any((entry.dim, other) in seen for other in taken):
        return FaultCode.BUCKET_REPEATED, "bucket"
    seen.add((entry.dim, bucket))
    if entry.share is None or not math.isfinite(entry.share):
        return FaultCode.SHARE_INVALID, "share"
    return (None, "") if 0 <= entry.share <= 1 else (FaultCode.SHARE_OUT_OF_RANGE, "share")


def _sum_faults(entries: Sequence[Entry]) -> list[Fault]:
    """One fault per dimension, on the line of its last entry."""
    shares: dict[str, list[float]] = {}
    lines: dict[str, int | None] = {}
    for entry in entries:
        shares.setdefault(entry.dim, []).append(entry.share or 0.0)
        lines[entry.dim] = entry.line
    off = [dim for dim, found in shares.items() if abs(math.fsum(found) - 1) > TOLERANCE + 1e-9]
    return [Fault(FaultCode.SUM_OFF, dim, lines[dim]) for dim in off]


def _dimension(name: Name, entries: Sequence[Entry], people: float, pull: Pull, provider: str = PROVIDER) -> Dimension:
    """With "55+" parted in two the dimension counts as derived, not as what was said."""
    rows = [(entry.bucket, entry.share or 0.0) for entry in entries if entry.dim == name.value]
    parted = [row for row in rows if name is Name.AGE and buckets.read(name, row[0]) == OLDEST_OPEN and row[1] > 0]
    whole = sum(_OLDEST.values())
    pieces = [(age, share * part / whole) for _, share in parted for age, part in _OLDEST.items()]
    return form(
        Facts(
            name=name,
            source=_source(Provenance.DERIVED if parted else Provenance.SELF_REPORTED, provider),
            pull=pull,
            unit=Unit.SHARE,
            tally=tallied(name, [*(row for row in rows if row not in parted), *pieces]),
            sample_of=float(people),
            sample_cap=SAMPLE_CAP,
        )
    )


def _source(provenance: Provenance, provider: str = PROVIDER) -> Source:
    return Source(provider, "followers", provenance)
