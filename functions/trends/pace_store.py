"""Where is the pace kept? In one row whose revision is the condition of every write; only here."""

import time
from collections.abc import Callable

from pynamodb.exceptions import DoesNotExist

from functions.shared.dynamo import ATTEMPTS, Contended, applied
from functions.trends.pace import Pace
from functions.trends.rows import PaceRow

_KEY = ("TRENDS", "PACE")


class Paces:
    """`sleep` waits between attempts."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    def change(self, step: Callable[[Pace], Pace | None]) -> Pace | None:
        """Raises Contended when others kept changing it."""
        for _ in range(ATTEMPTS):
            revision, seen = _read()
            wanted = step(seen)
            if wanted is None or _written(wanted, revision, self._sleep):
                return wanted
        raise Contended


def _read() -> tuple[int, Pace]:
    try:
        row = PaceRow.get(*_KEY, consistent_read=True)
    except DoesNotExist:
        return 0, Pace()
    pace = Pace(int(row.day), int(row.spent), int(row.failures), int(row.rests), row.rests_until, row.held_until)
    return int(row.revision), pace


def _written(pace: Pace, revision: int, sleep: Callable[[float], None]) -> bool:
    row = PaceRow(
        *_KEY,
        revision=revision + 1,
        day=pace.day,
        spent=pace.spent,
        failures=pace.failures,
        rests=pace.rests,
        rests_until=pace.rests_until,
        held_until=pace.held_until,
    )
    unchanged = PaceRow.revision == revision if revision else PaceRow.pk.does_not_exist()
    return applied(lambda: row.save(condition=unchanged), sleep)
