"""What does the creator index need once an hour? Rows made by other rules are made anew, and countries that grew get an
index of their own; over the ports, which do it. A row that cannot be written stops no other.

An index by country pays from `LARGE` rows on: fewer are searched exactly in the time a graph takes. It is not dropped
before the country is well below: building costs more than keeping.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from functions.shared.logs import logger

LARGE = 10_000
SMALL = 6_000
ALWAYS = frozenset({"TR"})
"""Made by the migration."""
SECONDS = 240.0
"""After that the rest waits for the next hour. Companies and creators take so long each, and countries begin no index
after half of it: of the function's 15 minutes five are left for the last index.
"""
BATCH = 200


class Rows(Protocol):
    def outdated(self, after: str, limit: int) -> Sequence[str]:
        """Ids of connections whose row was made by other rules, is missing or should be; in their order, after that."""

    def write(self, connection_id: str) -> None: ...


class Countries(Protocol):
    def counted(self) -> Mapping[str, int]:
        """Rows by country."""

    def indexed(self) -> frozenset[str]:
        """Countries with a valid index; what is left of a build that was cut off is taken away."""

    def make(self, country: str) -> None: ...

    def drop(self, country: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Tending:
    """`elapsed`: seconds of a clock that only goes on."""

    rows: Rows
    countries: Countries
    elapsed: Callable[[], float]

    def reindex(self) -> int:
        """How many rows were written; raises as `each`."""
        return each(self.rows.outdated, self.rows.write, self.elapsed)

    def index_countries(self) -> int:
        """How many indexes were made or dropped."""
        began, counted, there = self.elapsed(), self.countries.counted(), self.countries.indexed()
        grown, shrunk = changes(counted, there)
        for country in shrunk:
            self.countries.drop(country)
        made = 0
        for country in grown:
            if self.elapsed() - began < SECONDS / 2:
                self.countries.make(country)
                made += 1
        return made + len(shrunk)


def each(
    outdated: Callable[[str, int], Sequence[str]],
    write: Callable[[str], object],
    elapsed: Callable[[], float],
    batch: int = BATCH,
) -> int:
    """Writes all rows by their ids (`outdated`: those after this one, so many), until time is up; how many.

    Raises RuntimeError at the end when some could not be written: an alarm hears it.
    """
    began, after, done, failed = elapsed(), "", 0, 0
    while elapsed() - began < SECONDS and (ids := outdated(after, batch)):
        for row_id in ids:
            try:
                write(row_id)
            except Exception:  # noqa: BLE001 - whatever it was, the other rows go on
                logger.exception("row not tended", extra={"row_id": row_id})
                failed += 1
        after, done = ids[-1], done + len(ids)
    if failed:
        raise RuntimeError(f"{failed} row(s) of {done} could not be written")
    return done


def changes(counted: Mapping[str, int], there: frozenset[str]) -> tuple[list[str], list[str]]:
    """Countries that get an index, the largest first, and those that lose theirs."""
    grown = [country for country, rows in counted.items() if rows >= LARGE and country not in there]
    shrunk = [country for country in there - ALWAYS if counted.get(country, 0) < SMALL]
    return sorted(grown, key=lambda country: (-counted[country], country)), sorted(shrunk)
