# ruff: noqa: T201 - a report is printed
"""Does our score find whom a company looks for? Planted truth, nDCG@20, beside what else is done in the field.

No figure fails anything. What fails: a score that its explanation does not sum to, or that finds no more than a list by
followers does.
"""

import platform
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from statistics import mean, stdev

from tests.bench.match.quality import contest, sizes
from tests.bench.match.quality.contest import LEGEND, SCENARIOS, Outcome

NOTES = """
nDCG@20: 1 where the creators of a company's own kind fill the first places, by kinds that were planted before anything
was compared. Mean of all seeds ± their standard deviation; differences below that are chance. The worlds are synthetic,
and ours: the figures say nothing about real creators, the order of the methods does.
Overlap, cosine and dot product get the prior's shares for what is missing. Threshold filters ask for four fifths of the
company's own largest age, gender and country, and list by followers whoever passes. Cautious: 200 best, re-ranked."""


def main() -> int:
    began = time.monotonic()
    print(f"Python {platform.python_version()}, {sizes.PROCESSES} processes, {sizes.SEEDS} seeds of each world;")
    print(f"{sizes.CREATORS:,} creators, {sizes.COMPANIES} companies, default weights")
    outcomes = _outcomes()
    _print_table(outcomes)
    print(LEGEND)
    print(NOTES)
    print(f"{time.monotonic() - began:.0f} s")
    wrong = [line for each in outcomes.values() for outcome in each for line in outcome.wrong]
    for line in wrong[:20]:
        print(f"wrong: {line}", file=sys.stderr)
    return 1 if wrong else 0


def _outcomes() -> dict[str, Sequence[Outcome]]:
    jobs = [(name, seed) for name in SCENARIOS for seed in range(sizes.SEEDS)]
    with ProcessPoolExecutor(sizes.PROCESSES) as pool:
        found = list(pool.map(contest.run, *zip(*jobs, strict=True)))
    return {
        name: [outcome for (each, _), outcome in zip(jobs, found, strict=True) if each == name] for name in SCENARIOS
    }


def _print_table(outcomes: Mapping[str, Sequence[Outcome]]) -> None:
    contenders = next(iter(outcomes.values()))[0].found
    print(f"\n  {'nDCG@20':28}" + "".join(f"{name:>12}" for name in outcomes))
    for contender in contenders:
        cells = [_cell([outcome.found[contender] for outcome in each]) for each in outcomes.values()]
        print(f"  {contender:28}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


def _cell(found: Sequence[float]) -> str:
    spread = stdev(found) if len(found) > 1 else 0.0
    return f"{mean(found):.3f} ±{spread:.3f}"[:12].replace("0.", ".")


if __name__ == "__main__":
    sys.exit(main())
