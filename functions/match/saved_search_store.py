"""How are saved searches and their digests kept? The query is JSON of a validated request; who was found are ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from functions.match.digesting import Digest, Move, Result
from functions.match.moments import epoch, moment
from functions.match.saved_searches import MOST_SEARCHES, Saved
from functions.shared.database import Connection, Database
from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem

_COLUMNS = "id, user_id, name, query::text, results, digest, ran_at, seen_at, created_at"
_SAVED = f"select {_COLUMNS} from match.searches"  # noqa: S608 - a constant of ours
_LOCK = "select pg_advisory_xact_lock(hashtextextended('match.searches ' || %s, 0))"
_ADD = f"""insert into match.searches (id, user_id, name, query, created_at)
values (%s, %s, %s, %s::jsonb, %s) returning {_COLUMNS}"""  # noqa: S608 - as above
_RENAME = f"""update match.searches set name = coalesce(%s, name) where id = %s and user_id = %s
returning {_COLUMNS}"""  # noqa: S608 - as above
_ANOTHER = f"""update match.searches set name = coalesce(%s, name), query = %s::jsonb, results = '[]', digest = null,
    ran_at = null, seen_at = null where id = %s and user_id = %s returning {_COLUMNS}"""  # noqa: S608 - as above
_SEEN = "update match.searches set seen_at = %s where id = %s and user_id = %s"
_DUE = f"{_SAVED} where ran_at is null or ran_at < %s order by ran_at nulls first, id limit %s"
_UNCHANGED = "id = %s and query = %s::jsonb and results = %s and ran_at is not distinct from %s"
_TOLD = f"update match.searches set results = %s, digest = %s, ran_at = %s where {_UNCHANGED}"  # noqa: S608 - as above
_TRIED = f"update match.searches set ran_at = %s where {_UNCHANGED}"  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class SavedSearches:
    """Every search is found by its id and its owner, but for the schedule."""

    database: Database

    def all(self, user_id: str) -> list[Saved]:
        with self.database.statement() as opened:
            rows = opened.execute(f"{_SAVED} where user_id = %s order by created_at, id", (user_id,)).fetchall()
        return [_saved(row) for row in rows]

    def find(self, user_id: str, search_id: str) -> Saved | None:
        with self.database.statement() as opened:
            return _one(opened, f"{_SAVED} where id = %s and user_id = %s", (search_id, user_id))

    def add(self, user_id: str, name: str, query: str, now: float) -> Saved:
        """`query` is JSON. Raises Problem(limit_reached)."""
        with self.database.transaction() as opened:
            opened.execute(_LOCK, (user_id,))
            count = "select count(*) from match.searches where user_id = %s having count(*) >= %s"
            if opened.execute(count, (user_id, MOST_SEARCHES)).fetchone():
                raise Problem(Code.LIMIT_REACHED, f"At most {MOST_SEARCHES} saved searches")
            row = opened.execute(_ADD, (new_id(now), user_id, name, query, moment(now))).fetchone()
            return _saved(row or ())

    def change(self, user_id: str, search_id: str, name: str | None, query: str | None) -> Saved | None:
        """Another query forgets what was found."""
        with self.database.statement() as opened:
            if query is None:
                return _one(opened, _RENAME, (name, search_id, user_id))
            return _one(opened, _ANOTHER, (name, query, search_id, user_id))

    def remove(self, user_id: str, search_id: str) -> bool:
        with self.database.statement() as opened:
            gone = opened.execute("delete from match.searches where id = %s and user_id = %s", (search_id, user_id))
            return gone.rowcount > 0

    def see(self, user_id: str, search_id: str, now: float) -> bool:
        with self.database.statement() as opened:
            return opened.execute(_SEEN, (moment(now), search_id, user_id)).rowcount > 0

    def due(self, before: float, most: int) -> list[Saved]:
        """Whose last run was before that, or that never ran; those that waited longest first."""
        with self.database.statement() as opened:
            return [_saved(row) for row in opened.execute(_DUE, (moment(before), most)).fetchall()]

    def told(self, saved: Saved, results: Sequence[Result], digest: Digest, now: float) -> None:
        """Nothing happens where the search was changed, run or cleared of somebody in between."""
        with self.database.statement() as opened:
            opened.execute(_TOLD, (Jsonb(plain(results)), Jsonb(as_json(digest)), moment(now), *_as_it_was(saved)))

    def tried(self, saved: Saved, now: float) -> None:
        """As `told`, for a run that found nothing out."""
        with self.database.statement() as opened:
            opened.execute(_TRIED, (moment(now), *_as_it_was(saved)))


def plain(results: Sequence[Result]) -> list[list[Any]]:
    return [[one.influencer_id, one.platform, one.score] for one in results]


def as_json(digest: Digest) -> dict[str, Any]:
    return {
        "ran_at": digest.ran_at,
        "new": plain(digest.new),
        "changed": [[one.influencer_id, one.platform, one.before, one.after] for one in digest.changed],
        "gone": digest.gone,
    }


def read_digest(found: dict[str, Any]) -> Digest:
    return Digest(
        found["ran_at"],
        tuple(Result(*one) for one in found["new"]),
        tuple(Move(*one) for one in found["changed"]),
        found["gone"],
    )


def _as_it_was(saved: Saved) -> tuple[Any, ...]:
    ran_at = None if saved.ran_at is None else moment(saved.ran_at)
    return saved.id, saved.query, Jsonb(plain(saved.results)), ran_at


def _one(opened: Connection, query: str, values: Sequence[Any]) -> Saved | None:
    row = opened.execute(query.encode(), values).fetchone()
    return _saved(row) if row else None


def _saved(row: Sequence[Any]) -> Saved:
    search_id, user_id, name, query, results, digest, ran_at, seen_at, created_at = row
    return Saved(
        id=search_id,
        user_id=user_id,
        name=name,
        query=query,
        results=tuple(Result(*one) for one in results),
        digest=read_digest(digest) if digest else None,
        ran_at=epoch(ran_at) if ran_at else None,
        seen_at=epoch(seen_at) if seen_at else None,
        created_at=epoch(created_at),
    )
