"""How does one write it first? Exact SQL over a table of floats, and pgvector's index with its defaults.

    exact   bench.creators: vector(73), ordinary indexes of the columns, none of the embedding
    HNSW    match.creator_index: our table and its global index, ef_search 40, no iterative scan, the planner is free

Nothing is set in their sessions. `between` instead of `=` on HNSW's country keeps it off our countries' own indexes.
"""

import time

import psycopg

from functions.shared.matching import facets
from functions.shared.matching.facets import Fact
from tests.bench.match.speed.cases import Case
from tests.bench.match.speed.found import Found
from tests.bench.match.speed.sizes import WANTED


class Plain:
    def __init__(self, connection: psycopg.Connection, table: str, kind: str, country: str, category: str) -> None:
        self._connection = connection
        self._select = f"select id, -(embedding <#> %(query)s::{kind}) from {table}"
        self._order = f" order by embedding <#> %(query)s::{kind} limit {WANTED}"
        self._country, self._category = country, category

    def search(self, case: Case) -> Found:
        statement, values = self._statement(case)
        started = time.perf_counter()
        rows = self._connection.execute(statement.encode(), values).fetchall()
        return Found(time.perf_counter() - started, [row[0] for row in rows], [row[1] for row in rows])

    def _statement(self, case: Case) -> tuple[str, dict[str, object]]:
        wanted = case.filter
        values: dict[str, object] = {"query": str(list(case.vector))}
        conditions = {
            self._country: wanted.country,
            "followers >= %(followers)s": wanted.followers,
            "engagement_rate >= %(engagement_rate)s": wanted.engagement_rate,
            self._category: wanted.category,
            "facets && %(share)s": wanted.share,
        }
        values |= {"country": wanted.country, "followers": wanted.followers, "engagement_rate": wanted.engagement_rate}
        values["category"] = wanted.category
        if wanted.category and "facets" in self._category:
            values["category"] = [facets.fact(Fact.CATEGORY, wanted.category)]
        if wanted.share:
            values["share"] = facets.at_least(*wanted.share)
        where = " and ".join(condition for condition, value in conditions.items() if value is not None)
        return self._select + (f" where {where}" if where else "") + self._order, values


def exact(connection: psycopg.Connection) -> Plain:
    return Plain(connection, "bench.creators", "vector", "country = %(country)s", "category = %(category)s")


def hnsw(connection: psycopg.Connection) -> Plain:
    country, category = "country between %(country)s and %(country)s", "facets && %(category)s"
    return Plain(connection, "match.creator_index", "halfvec", country, category)
