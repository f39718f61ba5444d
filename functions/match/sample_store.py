"""What does a sample of the creator index say of a search? How many match, and where they lie; queries only.

Pages are sampled, always the same ones: the sample stays in memory, and the next page of a search meets the same plan.
Works on a table that was never analysed: its size in pages is always known.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from functions.match.planner import ANYWHERE, CELLS, NEAR, Sampled, Table
from functions.shared.database import Connection

ROWS_A_PAGE = 20
"""Of match.creator_index, where nothing was counted yet."""
_TABLE = r"""
select pg_relation_size(own.oid) / current_setting('block_size')::int, own.reltuples::float8, own.relpages, array(
    select upper(right(named.relname, 2)) from pg_index index join pg_class named on named.oid = index.indexrelid
    where index.indrelid = own.oid and index.indisvalid and named.relname ~ '^creator_index_hnsw_[a-z]{2}$'
)
from pg_class own where own.oid = 'match.creator_index'::regclass
"""
ASKED = 400
"""Rows that pass, whose cells are looked at."""
_PLACES = """
with sampled as materialized (
    select {key} as key, ({test}) is true as hit, {facets} as facets
    from match.creator_index creator tablesample system (%(percent)s) repeatable (0)
    where {within}
), near as (
    select count(*) as near, max(key) as first, min(key) as last
    from (select key from sampled where hit order by key desc limit %(near)s) best
)
select count(*), count(*) filter (where hit), (select near from near),
    count(*) filter (where key >= (select first from near)), count(*) filter (where key >= (select last from near)),
    (select last from near), {cells}
from sampled
"""
_BESIDE = """
select count(*) filter (where ({test}) is true)
from match.creator_index creator tablesample system (%(percent)s) repeatable (0)
where creator.country is distinct from %(part)s
"""
_IN_CELLS = ", ".join(f"avg((facets && %(cells{count})s::int[])::int)" for count in CELLS)
_CELLS = f"(select array[{_IN_CELLS}]::float8[] from (select facets from sampled where hit limit %(asked)s) those)"  # noqa: S608 - constants of ours


def table(opened: Connection) -> Table:
    pages, counted, counted_pages, countries = opened.execute(_TABLE).fetchall()[0]
    density = counted / counted_pages if counted > 0 and counted_pages else ROWS_A_PAGE
    return Table(round(pages * density), frozenset(countries))


def beside(opened: Connection, part: str, test: str, parameters: Mapping[str, Any]) -> int:
    """How many sampled rows pass that are not in the part."""
    statement = _BESIDE.format(test=test)
    return int(opened.execute(statement.encode(), {**parameters, "part": part}).fetchall()[0][0])


def places(
    opened: Connection, part: str, key: str, test: str, parameters: Mapping[str, Any], cells: Sequence[int] = ()
) -> tuple[Sampled, float | None]:
    """Also the key of the `NEAR`-th match; None when there are fewer. `key`, `test`: SQL of ours with parameters.

    `cells`: facts of the nearest ones, the nearest first; empty when nobody asks what lies in them.
    """
    statement = _PLACES.format(
        key=key,
        test=test,
        within="true" if part == ANYWHERE else "creator.country = %(part)s",
        facets="creator.facets" if cells else "null::int[]",
        cells=_CELLS if cells else "array[]::float8[]",
    )
    nested = {f"cells{count}": list(cells[:count]) for count in CELLS}
    asked = {**parameters, **nested, "part": part, "near": NEAR, "asked": ASKED}
    rows, hits, near, first, last, least, parts = opened.execute(statement.encode(), asked).fetchall()[0]
    sampled = Sampled(rows, hits, near, first, last, tuple(part or 0.0 for part in parts))
    return sampled, least if near == NEAR else None
