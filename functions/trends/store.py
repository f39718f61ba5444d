"""How does collecting read and write the cache? Queries on match.trends, only here; each is one transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime

from psycopg.types.json import Jsonb

from functions.shared import trend_series
from functions.shared.database import Database
from functions.shared.trend_series import FRESH, Point
from functions.trends.ports import Term

TRY_AGAIN = 43_200
"""Seconds that a keyword waits after a failure, so that one that always fails does not take the others' budget."""
_DUE = """
select keyword, geo from match.trends
where (fetched_at is null or fetched_at <= %(stale)s) and (failed_at is null or failed_at <= %(failed)s)
order by case when fetched_at is null and failed_at is null then requested_at
              else greatest(fetched_at + %(fresh)s * interval '1 second', failed_at + %(again)s * interval '1 second')
         end, keyword, geo
limit %(limit)s
"""
"""Since when it has been waiting: a wish since it was made, a series since it went stale. So nobody waits for ever."""


class Terms:
    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: float, limit: int) -> Sequence[Term]:
        limits = {"stale": _moment(now - FRESH), "failed": _moment(now - TRY_AGAIN), "limit": limit}
        with self._database.statement() as connection:
            rows = connection.execute(_DUE, {**limits, "fresh": FRESH, "again": TRY_AGAIN}).fetchall()
        return [Term(keyword, geo) for keyword, geo in rows]

    def fetched(self, term: Term, points: Sequence[Point], now: float) -> None:
        with self._database.statement() as connection:
            connection.execute(
                "update match.trends set points = %s, fetched_at = %s, failed_at = null"
                " where keyword = %s and geo = %s",
                (Jsonb(trend_series.encode(points)), _moment(now), term.keyword, term.geo),
            )

    def failed(self, term: Term, now: float) -> None:
        with self._database.statement() as connection:
            connection.execute(
                "update match.trends set failed_at = %s where keyword = %s and geo = %s",
                (_moment(now), term.keyword, term.geo),
            )

    def give_up(self, now: float) -> int:
        with self._database.statement() as connection:
            return connection.execute(
                "update match.trends set failed_at = %s where fetched_at is null and failed_at is null",
                (_moment(now),),
            ).rowcount

    def forget(self, before: float) -> int:
        with self._database.statement() as connection:
            return connection.execute("delete from match.trends where requested_at < %s", (_moment(before),)).rowcount


def _moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)
