"""How fast is whom, and is it right? In rounds: each class of filter, each contender in turn, in an order that rotates.

Every contender gets the same companies. Its rows are judged outside the timed part, by what NumPy finds in single
precision; a class that Django's loop needs seconds for gets fewer companies from it, and it sits out later rounds.
"""

import json
import statistics
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

from tests.bench.match.speed import cases, sizes
from tests.bench.match.speed.cases import Case
from tests.bench.match.speed.found import Found
from tests.bench.process import ask

WARM = 2
"""Companies of each class before the first round, not measured."""


class Contender(Protocol):
    def search(self, case: Case) -> Found: ...


@dataclass(frozen=True)
class Remote:
    """A process that answers searches and times them itself; `verb`: what comes before the case in a line."""

    name: str
    process: "subprocess.Popen[str]"
    verb: str | None = None

    def search(self, case: Case) -> Found:
        line = json.dumps([self.verb, case.told()] if self.verb else case.told())
        answer = ask(self.name, self.process, line)
        return Found(answer["seconds"], answer["ids"], answer["scores"])


@dataclass(frozen=True)
class Judge:
    process: "subprocess.Popen[str]"

    def of(self, number: int, case: Case, ids: list[int], drawn: str = "measured") -> dict[str, Any]:
        """`drawn`: from which seed the case is the `number`th; what it has found it remembers."""
        key = f"{drawn} {case.kind} {number}"
        return ask("judge", self.process, json.dumps(["judge", key, case.told(), ids]))


@dataclass
class Measured:
    """One contender in one class: a list of seconds for each round, and what was right of all its searches."""

    rounds: list[list[float]] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)
    """Returned, and how many there should be."""
    matches: list[int] = field(default_factory=list)
    outside: int = 0
    unordered: int = 0
    miscounted: int = 0
    """Exact, as it says, with another count than the judge's."""
    guesses: list[float] = field(default_factory=list)
    """Its count by the judge's, where it does not claim to be exact."""
    astray: float = 0.0
    """Largest difference between a score it told and the judge's."""
    told: list[Mapping[str, object]] = field(default_factory=list)

    @property
    def short(self) -> int:
        return sum(found < wanted for found, wanted in self.rows)

    def milliseconds(self, part: float) -> float:
        """Median over the rounds of that quantile of each."""
        return 1_000 * statistics.median(quantile(seconds, part) for seconds in self.rounds)

    def add(self, number: int, case: Case, found: Found, judge: Judge) -> None:
        judged = judge.of(number, case, found.ids)
        self.recalls.append(judged["recall"])
        self.matches.append(judged["matches"])
        self.rows.append((len(set(found.ids)), min(sizes.WANTED, judged["matches"])))
        self.outside += judged["outside"]
        self.unordered += any(after > before for before, after in pairwise(found.scores))
        apart = [abs(mine - theirs) for mine, theirs in zip(found.scores, judged["scores"], strict=True)]
        self.astray = max([self.astray, *apart])
        self.told.append(found.told)
        self._count(found, judged["matches"])

    def _count(self, found: Found, matches: int) -> None:
        if found.told.get("exact") is True:
            self.miscounted += found.told["matched"] != matches
        elif isinstance(guess := found.told.get("matched"), int) and matches:
            self.guesses.append(guess / matches)


def quantile(seconds: Sequence[float], part: float) -> float:
    """The smallest that so many are not above."""
    ordered = sorted(seconds)
    return ordered[max(0, -(-int(part * 1_000) * len(ordered) // 1_000) - 1)]


Table = dict[str, dict[str, Measured]]
"""Class of filter -> contender -> what was measured."""


def run(contenders: dict[str, Contender], slow: str, judge: Judge, in_time: Callable[[], bool]) -> Table:
    """`slow`: the contender whose companies are counted by time."""
    table: Table = {kind: {name: Measured() for name in contenders} for kind in cases.KINDS}
    drawn = {kind: cases.drawn(kind, sizes.QUERIES) for kind in cases.KINDS}
    _warm([contender for name, contender in contenders.items() if name != slow])
    names = list(contenders)
    for number in range(sizes.ROUNDS):
        for place, kind in enumerate(cases.KINDS):
            turn = (number + place) % len(names)
            for name in names[turn:] + names[:turn]:
                if number and not in_time():
                    return table
                seconds = sizes.LOOP_SECONDS if name == slow else None
                _round(table[kind][name], contenders[name], drawn[kind], judge, seconds)
    return table


def _warm(contenders: list[Contender]) -> None:
    for kind in cases.KINDS:
        for case in cases.drawn(kind, WARM, "warming"):
            for contender in contenders:
                contender.search(case)


def _round(measured: Measured, contender: Contender, drawn: list[Case], judge: Judge, limit: float | None) -> None:
    if limit and measured.rounds and sum(measured.rounds[0]) > limit:
        return
    seconds: list[float] = []
    for number, case in enumerate(drawn):
        if limit and sum(seconds) >= limit:
            break
        found = contender.search(case)
        seconds.append(found.seconds)
        measured.add(number, case, found, judge)
    measured.rounds.append(seconds)
