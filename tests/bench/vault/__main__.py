# ruff: noqa: T201 - a report is printed
"""What does it cost to back up through us, beside plain S3? In one run: `make bench`."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from functions.shared.logs import logger
from infra.local.failure import LocalError
from tests.bench.vault import ground, large_contest, listing, notes, sizes, small_contest, store_calls
from tests.bench.vault.ground import Ground
from tests.bench.vault.small_contest import BOTO, OURS, RAW
from tests.bench.vault.uplink import Uplink
from tests.bench.vault.wire import Wire

Rounds = dict[str, list[float]]
UPLOAD_FILE = "boto3 upload_file"
SMALL_GOAL, LARGE_GOAL = 1.5, 1.1
"""Of DESIGN §8."""


def main() -> int:
    logger.setLevel("CRITICAL")
    began = time.monotonic()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    try:
        with ground.standing() as stage:
            _small(stage)
            _large(stage)
            whole = _calls(stage)
            _listing(stage)
    except LocalError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(notes.TEXT)
    print(f"load {os.getloadavg()[0]:.1f} at the end, after {time.monotonic() - began:.0f} s")
    return 0 if whole else 1


def _small(stage: Ground) -> None:
    folder = small_contest.files(stage.folder / "small", sizes.FILES, sizes.FILE_BYTES)
    size = f"{sizes.FILES:,} files of {sizes.FILE_BYTES / 1000:.0f} kB"
    found = _rounds(
        stage,
        sizes.ROUNDS,
        {
            RAW: lambda: small_contest.presigned(stage, folder, _as_it_is),
            OURS: lambda: small_contest.ours(stage, folder, _as_it_is),
            BOTO: lambda: small_contest.boto(stage, folder),
        },
    )
    _report(f"1a. {size}, on loopback", found, RAW, SMALL_GOAL)
    for letter, megabits in zip("bcdef", sizes.UPLINKS, strict=False):
        through = partial(Uplink, megabits=megabits, milliseconds=sizes.DELAY)
        contenders: dict[str, Callable[[], float]] = {
            RAW: partial(small_contest.presigned, stage, folder, through),
            OURS: partial(small_contest.ours, stage, folder, through),
        }
        title = f"1{letter}. {size}, behind {megabits} Mbit/s and {sizes.DELAY} ms"
        _report(title, _rounds(stage, sizes.ROUNDS, contenders), RAW, SMALL_GOAL)


def _large(stage: Ground) -> None:
    folder = large_contest.file(stage.folder / "large", sizes.LARGE_BYTES)
    contenders: dict[str, Callable[[], float]] = {
        UPLOAD_FILE: lambda: large_contest.boto(stage, folder),
        OURS: lambda: small_contest.ours(stage, folder, _as_it_is),
    }
    found = _rounds(stage, sizes.LARGE_ROUNDS, contenders)
    _report(f"2. One file of {sizes.LARGE_BYTES / 2**20:,.0f} MiB, on loopback", found, UPLOAD_FILE, LARGE_GOAL)


def _calls(stage: Ground) -> bool:
    print("\n3. Store calls of one batch")
    whole = True
    for name, (asked, budget) in store_calls.run(stage).items():
        fits = asked == budget
        whole &= fits
        told = ", ".join(f"{call} {number}" for call, number in sorted(asked.items()))
        print(f"  {name:20} {told}{'' if fits else f'   NOT THE BUDGET: {budget}'}")
    return whole


def _listing(stage: Ground) -> None:
    tokens = listing.fill(stage, sizes.ENTRIES)
    found = listing.run(stage, tokens)
    rounds = {"bare Query": found.query, "GET /vault/nodes": found.api}
    _report(f"4. A page of {listing.PAGE} of a folder with {sizes.ENTRIES:,} entries", rounds, "bare Query", None)


def _rounds(stage: Ground, number: int, contenders: Mapping[str, Callable[[], float]]) -> Rounds:
    """All take turns, in an order that rotates; the first round warms up and is not counted."""
    found: Rounds = {name: [] for name in contenders}
    names = [*contenders]
    for turn in range(number + 1):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            took = contenders[name]()
            if turn:
                found[name].append(took)
        stage.empty()
    return found


def _report(title: str, found: Mapping[str, Sequence[float]], basis: str, goal: float | None) -> None:
    print(f"\n{title}; {len(found[basis])} rounds in turn")
    for name, seconds in found.items():
        spread = f"{min(seconds):.3f}..{max(seconds):.3f}"
        ratio = statistics.median(seconds) / statistics.median(found[basis])
        each = [one / other for one, other in zip(seconds, found[basis], strict=True)]
        told = "" if name == basis else f"{ratio:6.2f}x {basis} ({min(each):.2f}-{max(each):.2f})"
        asked = f", goal {goal}x" if goal and name == OURS else ""
        print(f"  {name:20} {statistics.median(seconds):8.3f} s {spread:>16}  {told}{asked}", flush=True)


def _as_it_is(wire: Wire) -> Wire:
    return wire


if __name__ == "__main__":
    sys.exit(main())
