"""How are shortlists kept? A change holds the row of its list (or its owner's lock), so that limits and order hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from functions.match.moments import epoch, moment
from functions.match.shortlists import MOST_LISTS, Item, ListWish, Shortlist, numbered
from functions.shared.database import Connection, Database
from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem

_SHORTLIST = """select id, name, notes, rev,
    (select count(*) from match.shortlist_items where shortlist_id = lists.id) as size, created_at, updated_at
from match.shortlists lists where user_id = %s"""
_ITEMS = """select influencer_id, status, notes, position, added_at from match.shortlist_items
where shortlist_id = %s order by position, added_at, influencer_id"""
_LOCK = "select pg_advisory_xact_lock(hashtextextended('match.shortlists ' || %s, 0))"
_ADD = """insert into match.shortlists (id, user_id, name, notes, created_at, updated_at)
values (%(id)s, %(user_id)s, %(name)s, %(notes)s, %(now)s, %(now)s)"""
_CHANGE = """update match.shortlists set name = coalesce(%(name)s, name), notes = coalesce(%(notes)s, notes),
    rev = rev + 1, updated_at = %(now)s where id = %(id)s"""
_PUT = """insert into match.shortlist_items (shortlist_id, influencer_id, status, notes, position, added_at)
values (%s, %s, %s, %s, %s, %s)
on conflict (shortlist_id, influencer_id) do update set
    status = excluded.status, notes = excluded.notes, position = excluded.position"""
_TOUCH = "update match.shortlists set updated_at = %s where id = %s"
Arrange = Callable[[tuple[Item, ...]], tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Shortlists:
    """Every list is found by its id and its owner: a stranger's is not there."""

    database: Database

    def all(self, user_id: str) -> list[Shortlist]:
        with self.database.statement() as opened:
            rows = opened.execute(f"{_SHORTLIST} order by updated_at desc, id desc", (user_id,)).fetchall()
        return [_shortlist(row) for row in rows]

    def find(self, user_id: str, list_id: str) -> tuple[Shortlist, tuple[Item, ...]] | None:
        with self.database.transaction() as opened:
            found = _find(opened, user_id, list_id)
            return (found, _items(opened, list_id)) if found else None

    def add(self, user_id: str, name: str, notes: str, now: float) -> Shortlist:
        """Raises Problem(limit_reached)."""
        list_id = new_id(now)
        with self.database.transaction() as opened:
            opened.execute(_LOCK, (user_id,))
            if _number(opened, user_id) >= MOST_LISTS:
                raise Problem(Code.LIMIT_REACHED, f"At most {MOST_LISTS} shortlists")
            values = {"id": list_id, "user_id": user_id, "name": name, "notes": notes, "now": moment(now)}
            opened.execute(_ADD, values)
        return Shortlist(list_id, name, notes, 1, 0, now, now)

    def change(self, user_id: str, list_id: str, wish: ListWish, now: float) -> Shortlist | None:
        """Raises Problem(conflict) when another `rev` than the wished one is there."""
        with self.database.transaction() as opened:
            if not _hold(opened, user_id, list_id):
                return None
            found = _find(opened, user_id, list_id)
            if found and wish.rev not in (None, found.rev):
                raise Problem(Code.CONFLICT)
            values = {"id": list_id, "name": wish.name, "notes": wish.notes, "now": moment(now)}
            opened.execute(_CHANGE, values)
            return _find(opened, user_id, list_id)

    def remove(self, user_id: str, list_id: str) -> bool:
        with self.database.statement() as opened:
            gone = opened.execute("delete from match.shortlists where id = %s and user_id = %s", (list_id, user_id))
            return gone.rowcount > 0

    def arrange(self, user_id: str, list_id: str, arrange: Arrange, now: float) -> tuple[Item, ...] | None:
        """Replaces the items by what `arrange` makes of them; what it raises leaves them alone."""
        with self.database.transaction() as opened:
            if not _hold(opened, user_id, list_id):
                return None
            before = _items(opened, list_id)
            after = arrange(before)
            gone = {item.influencer_id for item in before} - {item.influencer_id for item in after}
            opened.execute(
                "delete from match.shortlist_items where shortlist_id = %s and influencer_id = any(%s)",
                (list_id, sorted(gone)),
            )
            _put(opened, list_id, [item for item in after if item not in before])
            opened.execute(_TOUCH, (moment(now), list_id))
            return after

    def is_shared(self, influencer_id: str) -> bool:
        """Whether anything of this influencer may be seen by brands now."""
        with self.database.statement() as opened:
            query = "select 1 from match.creators where user_id = %s limit 1"
            return opened.execute(query, (influencer_id,)).fetchone() is not None


def _put(opened: Connection, list_id: str, items: Sequence[Item]) -> None:
    rows = [
        (list_id, item.influencer_id, item.status, item.notes, item.position, moment(item.added_at)) for item in items
    ]
    with opened.cursor() as cursor:
        cursor.executemany(_PUT, rows)


def _hold(opened: Connection, user_id: str, list_id: str) -> bool:
    query = "select 1 from match.shortlists where id = %s and user_id = %s for update"
    return opened.execute(query, (list_id, user_id)).fetchone() is not None


def _number(opened: Connection, user_id: str) -> int:
    row = opened.execute("select count(*) from match.shortlists where user_id = %s", (user_id,)).fetchone()
    return int(row[0]) if row else 0


def _find(opened: Connection, user_id: str, list_id: str) -> Shortlist | None:
    row = opened.execute(f"{_SHORTLIST} and id = %s", (user_id, list_id)).fetchone()
    return _shortlist(row) if row else None


def _items(opened: Connection, list_id: str) -> tuple[Item, ...]:
    """A stored position may have a gap where an erased account was."""
    rows = opened.execute(_ITEMS, (list_id,)).fetchall()
    return numbered([Item(who, status, notes, place, epoch(at)) for who, status, notes, place, at in rows])


def _shortlist(row: Sequence[Any]) -> Shortlist:
    list_id, name, notes, rev, size, created_at, updated_at = row
    return Shortlist(list_id, name, notes, rev, size, epoch(created_at), epoch(updated_at))
