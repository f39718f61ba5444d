"""How is the creator index tended? Queries, only here.

Indexes are built CONCURRENTLY, so that searches and pulls go on; what a cut-off build leaves is invalid and dropped.
"""

import re

from psycopg import sql

from functions.shared import creators
from functions.shared.database import Connection, Database
from functions.shared.matching import indexing

_OUTDATED = """
select creator.connection_id from match.creators creator left join match.creator_index own using (id)
where creator.connection_id > %(after)s and case when creator.platform = 'youtube' and not %(youtube_derived)s
    then own.id is not null
    else own.id is null or own.features_version <> %(version)s end
order by creator.connection_id limit %(limit)s
"""
_INDEXES = r"""
select named.relname, index.indisvalid from pg_index index join pg_class named on named.oid = index.indexrelid
where index.indrelid = 'match.creator_index'::regclass and named.relname ~ '^creator_index_hnsw_[a-z]{2}$'
    and not exists (select from pg_stat_progress_create_index building where building.index_relid = index.indexrelid)
"""
"""One that is being built, maybe on behalf of a run that ended, is left alone: `make` then does nothing."""
_COUNTRY = re.compile(r"[A-Z]{2}")


class IndexRows:
    """Implements `tending.Rows`."""

    def __init__(self, database: Database, *, youtube_derived: bool) -> None:
        self._database = database
        self._youtube_derived = youtube_derived

    def outdated(self, after: str, limit: int) -> list[str]:
        asked = {
            "after": after,
            "limit": limit,
            "version": indexing.VERSION,
            "youtube_derived": self._youtube_derived,
        }
        with self._database.statement() as opened:
            return [row[0] for row in opened.execute(_OUTDATED, asked).fetchall()]

    def write(self, connection_id: str) -> None:
        with self._database.transaction() as opened:
            creators.rewrite(opened, connection_id, youtube_derived=self._youtube_derived)


class CountryIndexes:
    """Implements `tending.Countries`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counted(self) -> dict[str, int]:
        with self._database.statement() as opened:
            rows = opened.execute("select country, count(*) from match.creator_index group by country").fetchall()
        return {country: count for country, count in rows if country and _COUNTRY.fullmatch(country)}

    def indexed(self) -> frozenset[str]:
        with self._database.statement() as opened:
            found = opened.execute(_INDEXES).fetchall()
        there = {name[-2:].upper(): valid for name, valid in found}
        for country, valid in there.items():
            if not valid:
                self.drop(country)
        return frozenset(country for country, valid in there.items() if valid)

    def make(self, country: str) -> None:
        statement = sql.SQL(
            "create index concurrently if not exists {} on match.creator_index using hnsw (embedding halfvec_ip_ops)"
            " with (m = 16, ef_construction = 200) where country = {}"
        )
        with self._database.statement() as opened:
            _unhurried(opened, statement.format(sql.Identifier(_name(country)), sql.Literal(country)))

    def drop(self, country: str) -> None:
        with self._database.statement() as opened:
            name = sql.Identifier("match", _name(country))
            _unhurried(opened, sql.SQL("drop index concurrently if exists {}").format(name))


def _name(country: str) -> str:
    return f"creator_index_hnsw_{country.lower()}"


def _unhurried(opened: Connection, statement: sql.Composed) -> None:
    """Without the time limit that a request's statements have; not in a transaction, as CONCURRENTLY wants it."""
    opened.execute("set statement_timeout = 0")
    try:
        opened.execute(statement)
    finally:
        opened.execute("reset statement_timeout")
