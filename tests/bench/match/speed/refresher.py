"""Pulls that have ended, as a process: the deployed store writes their rows and publishes them, as long as it is told.

python -m tests.bench.match.speed.refresher SIZE; each line: seconds and whether audiences changed. What the provider
says is made beforehand, so the time is that of the transactions: the claim, and the conclusion with snapshot, metrics,
creators and index.
"""

import json
import os
import random
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import psycopg

from functions.refresh.store import Store
from functions.refresh.work import Account, Change, Conclusion, Pulled
from functions.shared.audience.buckets import AGES, GENDERS, Name
from functions.shared.audience.distribution import Dimension, Pull, Source, State, Unit, Window, tallied
from functions.shared.audience.metrics import Metric
from functions.shared.audience.snapshot import Snapshot
from functions.shared.database import Database
from functions.shared.matching.layout import MARKETS
from functions.shared.pulls import Pull as Asked
from tests.bench.process import private_output

SUBJECTS = 1_000
"""Creators of Instagram anywhere in the table, pulled in turn."""
_PEOPLE = 5_000
_CHOSEN = """
update connect.connections set due_at = now() where id in (
    select connection_id from match.creators where platform = 'instagram' and id = any(%s)
) returning id
"""


@dataclass
class Subject:
    connection_id: str
    chance: random.Random
    pull_no: int = 0
    snapshot: Snapshot | None = None


class Refreshing:
    def __init__(self, url: str, size: int) -> None:
        self._store = Store(Database(url), youtube_derived=True)
        chance = random.Random(size)
        numbers = chance.sample(range(1, size + 1), min(size, 2 * SUBJECTS))
        with psycopg.connect(url, autocommit=True) as connection:
            rows = connection.execute(_CHOSEN, (numbers,)).fetchall()
        self._subjects = [Subject(row[0], random.Random(row[0])) for row in rows[:SUBJECTS]]
        for each in self._subjects:
            self._pull(each, changed=True)

    def run(self, seconds: float, *, changed: bool) -> tuple[int, float]:
        """How many were refreshed in which time."""
        started = time.perf_counter()
        for done in count():
            spent = time.perf_counter() - started
            if spent >= seconds:
                return done, spent
            self._pull(self._subjects[done % len(self._subjects)], changed=changed)
        raise AssertionError

    def _pull(self, subject: Subject, *, changed: bool) -> None:
        now = time.time()
        if changed or subject.snapshot is None:
            subject.snapshot = _audience(subject.chance, now)
        followers = float(subject.chance.randint(1_000, 100_000))
        pulled = Pulled(subject.snapshot, {Metric.FOLLOWERS: followers}, Account("", "Name", "handle"))
        work = self._store.claim(Asked(subject.connection_id, subject.pull_no), "bench", now, now + 60)
        change = Change("active", None, now, 0)
        if work is None or not self._store.conclude(work, Conclusion(change, now, pulled, verified=True)):
            raise RuntimeError(f"{subject.connection_id} was not refreshed")
        subject.pull_no += 1


def _audience(chance: random.Random, now: float) -> Snapshot:
    """Of one home country, drawn anew."""
    home = chance.choice(MARKETS[:30])
    countries = {home: 3.0, **{country: 0.03 for country in MARKETS[:40] if country != home}}
    return Snapshot(
        "instagram",
        (
            _dimension(chance, Name.AGE, dict.fromkeys(AGES, 1.0), now),
            _dimension(chance, Name.GENDER, dict.fromkeys(GENDERS, 2.0), now),
            _dimension(chance, Name.COUNTRY, countries, now),
        ),
    )


def _dimension(chance: random.Random, name: Name, means: dict[str, float], now: float) -> Dimension:
    drawn = {bucket: chance.gammavariate(4 * mean, 1) for bucket, mean in means.items()}
    whole = sum(drawn.values())
    rows = [(bucket, float(int(_PEOPLE * part / whole))) for bucket, part in drawn.items()]
    today = datetime.fromtimestamp(now, UTC).date()
    source = Source("instagram", "follower_demographics")
    pull = Pull(Window(today - timedelta(days=1), today), now)
    return Dimension(name, State.VALUE, source, pull, Unit.PEOPLE, tallied(name, rows), float(_PEOPLE))


def main() -> None:
    answers = private_output()
    refreshing = Refreshing(os.environ["DATABASE_URL"], int(sys.argv[1]))
    answers.write(json.dumps({"ready": True}) + "\n")
    for line in sys.stdin:
        seconds, changed = json.loads(line)
        done, spent = refreshing.run(seconds, changed=changed)
        answers.write(json.dumps({"done": done, "seconds": spent}) + "\n")


if __name__ == "__main__":
    main()
