"""Who is there on a fresh local platform? Two thousand creators and some companies who do not exist, for `make run`.

Every start brings their numbers up to its day, as the schedule does for real ones; nobody else's are touched.
"""

import time

from functions.shared.database import Database
from infra.local.population.companies import companies
from infra.local.population.loading import Loaded, load
from infra.local.population.people import SEED, creators

CREATORS = 2_000


def seed(database_url: str, *, count: int = CREATORS, now: float | None = None, seed: str = SEED) -> Loaded:
    """Repeatable, and quick where nothing is to be done. `count` below an earlier one takes nobody away.

    Raises Problem(unavailable) while Postgres is not there.
    """
    database = Database(database_url)
    try:
        return load(database, creators(count, seed), companies(seed), time.time() if now is None else now)
    finally:
        database.close()
