# ruff: noqa: T201 - a report is printed
"""How is it told? Tables of what was measured, and what of it must not be: that fails the run, times never do."""

import statistics
from collections import Counter

from tests.bench.match.speed.contest import Measured, Table, quantile
from tests.bench.match.speed.filling import Built

TARGET_MILLISECONDS, TARGET_RECALL = 25, 0.99
"""DESIGN §8, at a million on two cores."""
OURS = "ours"
_MEBIBYTE = 1 << 20


def title(text: str) -> None:
    print(f"\n{text}", flush=True)


def building(built: list[Built]) -> None:
    for each in built:
        print(f"  {each.name:46} {each.seconds:8.1f} s {each.size / _MEBIBYTE:8.1f} MiB", flush=True)


def searches(table: Table) -> None:
    for kind, found in table.items():
        matches = found[OURS].matches
        print(f"  {kind}: {_span(matches)} match")
        for name, measured in found.items():
            print(f"    {name:30} {_times(measured)}  {_against(found[OURS], measured)}  {_right(measured)}")


def _span(matches: list[int]) -> str:
    low, high = min(matches), max(matches)
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _times(measured: Measured) -> str:
    count = sum(map(len, measured.rounds))
    return f"p50 {measured.milliseconds(0.5):9.2f}  p95 {measured.milliseconds(0.95):9.2f} ms ({count:3})"


def _against(ours: Measured, theirs: Measured) -> str:
    """Ratio of the medians; in brackets the lowest and highest of one round."""
    if ours is theirs:
        return f"{'':28}"
    rounds = list(zip(ours.rounds, theirs.rounds, strict=False))
    ratios = [statistics.median(mine[: len(other)]) / statistics.median(other) for mine, other in rounds]
    whole = statistics.median(ratios)
    return f"ours/it {whole:7.3f} ({min(ratios):.3f}-{max(ratios):.3f})".ljust(28)


def _right(measured: Measured) -> str:
    recall = f"recall {statistics.fmean(measured.recalls):.4f} (worst {min(measured.recalls):.2f})"
    rows = statistics.fmean(found for found, _ in measured.rows)
    wanted = statistics.fmean(wanted for _, wanted in measured.rows)
    ways = Counter(str(told["way"]) for told in measured.told if "way" in told)
    paths = "".join(f", {way} {count}" for way, count in sorted(ways.items()))
    guesses = f", count {min(measured.guesses):.2f}-{max(measured.guesses):.2f} of it" if measured.guesses else ""
    return f"{recall}, rows {rows:.1f} of {wanted:.1f}{paths}{guesses}"


def targets(table: Table) -> None:
    slow = {kind: found[OURS].milliseconds(0.95) for kind, found in table.items()}
    missed = {kind: f"{worst:.1f} ms" for kind, worst in slow.items() if worst > TARGET_MILLISECONDS}
    recalls = {kind: statistics.fmean(found[OURS].recalls) for kind, found in table.items()}
    lost = {kind: f"{recall:.4f}" for kind, recall in recalls.items() if recall < TARGET_RECALL}
    print(f"  p95 <= {TARGET_MILLISECONDS} ms: {_met(missed, len(table))}")
    print(f"  recall >= {TARGET_RECALL}: {_met(lost, len(table))}")
    astray = max(found[OURS].astray for found in table.values())
    print(f"  our scores differ from single precision by {astray:.5f} at the most")


def _met(missed: dict[str, str], count: int) -> str:
    told = ", ".join(f"{kind} {by}" for kind, by in missed.items())
    return f"in {count - len(missed)} of {count} classes" + (f", not in {told}" if told else "")


def failures(size: int, table: Table) -> list[str]:
    """What no answer of ours may be, whatever the time."""
    found = []
    for kind, contenders in table.items():
        ours = contenders[OURS]
        wrong = {
            "too few rows": ours.short,
            "rows outside": ours.outside,
            "rows out of order": ours.unordered,
            "exact with a wrong count": ours.miscounted,
        }
        found += [f"{size:,}, {kind}: {count} times {words}" for words, count in wrong.items() if count]
    return found


def together(name: str, seconds: list[float], refreshed: float | None = None) -> None:
    """Searches alone or while the index is written."""
    rate = "" if refreshed is None else f", {refreshed:.0f} creators refreshed a second"
    p50, p95 = 1_000 * statistics.median(seconds), 1_000 * quantile(seconds, 0.95)
    print(f"  {name:46} p50 {p50:7.2f}  p95 {p95:7.2f} ms ({len(seconds)}){rate}", flush=True)
