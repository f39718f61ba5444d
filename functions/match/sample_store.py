"""What does a sample of the creator index say of a search? How many match, and where they lie; queries only.

Pages are sampled, always the same ones: the sample stays in memory, and the next page of a search meets the same plan.
Works on a table that was never analysed: its size in pages is always known.
"""

from collections.abc import Mapping
from typing import Any

from functions.match.planner import ANYWHERE, LEANS, NEAR, Leaned, Sampled, Table
from functions.shared.database import Connection
from functions.shared.matching.layout import SIZE

ROWS_A_PAGE = 20
"""Of match.creator_index, where nothing was counted yet."""
MEANT = 150
"""Rows whose mean says where to lean: averaging all of a sample would take longer than the search."""
_TABLE = r"""
select pg_relation_size(own.oid) / current_setting('block_size')::int, own.reltuples::float8, own.relpages, array(
    select upper(right(named.relname, 2)) from pg_index index join pg_class named on named.oid = index.indexrelid
    where index.indrelid = own.oid and index.indisvalid and named.relname ~ '^creator_index_hnsw_[a-z]{2}$'
)
from pg_class own where own.oid = 'match.creator_index'::regclass
"""
_SAMPLED = """
with sampled as materialized (
    select KEY as key, (TEST) is true as hit, EMBEDDING as embedding
    from match.creator_index creator tablesample system (%(percent)s) repeatable (0)
    where WITHIN
), best as (
    select key, embedding from sampled where hit order by key desc limit %(near)s
)"""
_PLACES = """, near as (
    select count(*) as near, max(key) as first, min(key) as last from best
)
select count(*), count(*) filter (where hit), (select near from near),
    count(*) filter (where key >= (select first from near)), count(*) filter (where key >= (select last from near)),
    (select last from near)
from sampled
"""
_LEANED = f"""
, direction as (
    select (select avg(embedding) from (select embedding from sampled where hit limit {MEANT}) those)
        - (select avg(embedding) from (select embedding from sampled limit {MEANT}) anyone) as towards
), leaned as (
    select factor, %(query)s::halfvec + towards * array_fill(factor, array[{SIZE}])::halfvec as query
    from direction, unnest(%(factors)s::real[]) factor
), reach as (
    select factor, query, max(-(embedding <#> query)) as first, min(-(embedding <#> query)) as last
    from leaned, best group by factor, query
)
select factor, query::text, count(*) filter (where leaning >= first), count(*) filter (where leaning >= last),
    count(*) filter (where leaning >= last and hit)
from (select factor, query, first, last, hit, -(embedding <#> query) as leaning from reach, sampled) each
group by factor, query order by factor
"""  # noqa: S608 - constants of ours


def table(opened: Connection) -> Table:
    pages, counted, counted_pages, countries = opened.execute(_TABLE).fetchall()[0]
    density = counted / counted_pages if counted > 0 and counted_pages else ROWS_A_PAGE
    return Table(round(pages * density), frozenset(countries))


def places(
    opened: Connection, part: str, key: str, test: str, parameters: Mapping[str, Any]
) -> tuple[Sampled, float | None]:
    """Also the key of the `NEAR`-th match; None when there are fewer. `key`, `test`: SQL of ours with parameters."""
    statement = _sampled(part, key, test, "null") + _PLACES
    *found, least = opened.execute(statement.encode(), {**parameters, "part": part, "near": NEAR}).fetchall()[0]
    sampled = Sampled(*found)
    return sampled, least if sampled.near == NEAR else None


def leaned(opened: Connection, part: str, key: str, test: str, parameters: Mapping[str, Any]) -> list[Leaned]:
    """[Note: Leaning] in planner.py; needs a match in the sample."""
    statement = _sampled(part, key, test, "embedding") + _LEANED
    asked = {**parameters, "part": part, "near": NEAR, "factors": list(LEANS)}
    return [Leaned(*row) for row in opened.execute(statement.encode(), asked).fetchall()]


def _sampled(part: str, key: str, test: str, embedding: str) -> str:
    within = "true" if part == ANYWHERE else "creator.country = %(part)s"
    replaced = {"KEY": key, "TEST": test, "EMBEDDING": embedding, "WITHIN": within}
    statement = _SAMPLED
    for name, text in replaced.items():
        statement = statement.replace(name, text, 1)
    return statement
