"""How long does one request take in each contender? Processes side by side, asked in turn, in an order that rotates.

Turns make what else the machine does hit all of them alike; the ratio of each round, not only of the whole, shows how
far it can be trusted.
"""

import statistics
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.bench.process import Contender, ask, opened

REQUESTS = ("start", "verify")


@dataclass
class Times:
    """Nanoseconds of each request, in rounds."""

    rounds: list[list[int]] = field(default_factory=list)
    waited: list[int] = field(default_factory=list)

    def add(self, answer: Mapping[str, list[int]]) -> None:
        self.rounds.append(answer["total"])
        self.waited += answer["waited"]

    @property
    def all(self) -> list[int]:
        return [each for one in self.rounds for each in one]

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.all) / 1e6

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return statistics.quantiles(self.all, n=20, method="inclusive")[-1] / 1e6

    @property
    def own(self) -> float:
        """Median milliseconds without the waiting for another process."""
        return statistics.median(total - waited for total, waited in zip(self.all, self.waited, strict=True)) / 1e6


Result = dict[str, dict[str, Times]]
"""By contender and request."""


@dataclass(frozen=True)
class Ratio:
    """Of medians over the whole run, and the lowest and highest of any round."""

    whole: float
    low: float
    high: float

    @classmethod
    def of(cls, ours: Times, theirs: Times) -> "Ratio":
        pairs = zip(ours.rounds, theirs.rounds, strict=True)
        rounds = [statistics.median(mine) / statistics.median(other) for mine, other in pairs]
        return cls(ours.median / theirs.median, min(rounds), max(rounds))

    def __str__(self) -> str:
        return f"{self.whole:.2f} ({self.low:.2f}-{self.high:.2f})"


def run(contenders: Sequence[Contender], *, rounds: int, pairs: int) -> Result:
    """The first round of each warms it up and is thrown away."""
    times: Result = {each.name: {request: Times() for request in REQUESTS} for each in contenders}
    with ExitStack() as stack:
        processes = {each.name: stack.enter_context(opened(each)) for each in contenders}
        names = list(processes)
        for number in range(rounds + 1):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                answer = ask(name, processes[name], f"{pairs} {1 + number * pairs}")
                for request in REQUESTS if number else ():
                    times[name][request].add(answer[request])
    return times
