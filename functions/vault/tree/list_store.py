"""How are nodes listed? Queries on the vault table.

[Note: Lists]  Ids sort by time, so "newest first" is a query in descending order on keys, never a sort.

    everything          the nodes themselves, strongly consistent
    of one kind         GSI3, where only live nodes of that kind stand
    in a folder         GSI1, where only live nodes of that folder stand
    in a folder, A-Z    its directory entries, which sort by name; strongly consistent

What a list does not want (another kind, the trash, a name without the words) is skipped, and a reader gets a shorter
page rather than an unbounded one. The indexes lag behind by some milliseconds.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition

from functions.shared.clock import rfc3339
from functions.vault.core import mapping, names, rows
from functions.vault.core.nodes import FOLDER, Node, NodeState
from functions.vault.core.rows import EntryRow, NodeRow
from functions.vault.rules import rules
from functions.vault.tree.ports_nodes import Listing, Sort

_CHUNK = 500
_AT_ONCE = 100
"""Nodes that one BatchGetItem reads."""
_MOST_READ = 2_000
"""Rows that one page may cost."""
_Found = Iterator[tuple[str, NodeRow | None]]
"""Places in a list, and what stands there; None for what is seen without a look not to be wanted."""


class Lists:
    """Implements `ports_nodes.ListStore`."""

    def live(self, user_id: str, listing: Listing, after: str | None, limit: int) -> tuple[list[Node], str | None]:
        """[Note: Lists]"""
        return _page(_found(user_id, listing, after, limit + 1), listing, limit)

    def trashed(self, user_id: str, after: str | None, limit: int) -> tuple[list[Node], str | None]:
        older = NodeRow.gsi3sk < after if after else None
        found = NodeRow.shelf.query(rows.trash_key(user_id), older, scan_index_forward=False, page_size=limit + 1)
        read = list(islice(found, limit + 1))
        more = len(read) > limit
        return [mapping.node(row) for row in read[:limit]], read[limit - 1].gsi3sk if more else None


def _page(found: _Found, listing: Listing, limit: int) -> tuple[list[Node], str | None]:
    wanted: list[Node] = []
    last: str | None = None
    for read, (place, row) in enumerate(found):
        is_wanted, is_full = row is not None and _fits(row, listing), len(wanted) == limit
        if read == _MOST_READ or (is_full and is_wanted):
            return wanted, last
        if not is_full:
            last = place
        if row is not None and is_wanted:
            wanted.append(mapping.node(row))
    return wanted, None


def _fits(row: NodeRow, listing: Listing) -> bool:
    if row.state != NodeState.LIVE.value or (listing.kind and row.kind != listing.kind):
        return False
    if listing.kinds is not None and row.kind not in listing.kinds:
        return False
    if listing.favourite is not None and bool(row.favourite) != listing.favourite:
        return False
    if listing.archived is not None and bool(row.archived) != listing.archived:
        return False
    if not (_is_typed(row, listing.types) and _is_within(row, listing.span)):
        return False
    return not listing.q or names.found_in(listing.q, row.name)


def _is_typed(row: NodeRow, types: Sequence[str]) -> bool:
    """By its bytes or as declared; a folder is of no type."""
    if not types:
        return True
    return row.kind != FOLDER and any(rules.is_one_of(mime, types) for mime in (row.detected_mime, row.mime) if mime)


def _is_within(row: NodeRow, span: tuple[str | None, str | None]) -> bool:
    since, before = span
    taken = row.taken_at or rfc3339(row.created_at)
    return (since is None or since <= taken) and (before is None or taken < before)


def _found(user_id: str, listing: Listing, after: str | None, first: int) -> _Found:
    forward = listing.sort in (Sort.OLDEST, Sort.NAME)
    if listing.folder and listing.sort in (Sort.NAME, Sort.NAME_DESCENDING):
        return _by_name(user_id, listing, after, first, forward=forward)
    if listing.folder:
        beyond = _beyond(NodeRow.gsi1sk, after, forward=forward)
        place = rows.folder_key(user_id, listing.folder)
        return _ids(NodeRow.by_age.query(place, beyond, scan_index_forward=forward, page_size=first))
    if listing.kind:
        beyond = _beyond(NodeRow.gsi3sk, after, forward=forward)
        place = rows.shelf_key(user_id, listing.kind)
        return _ids(NodeRow.shelf.query(place, beyond, scan_index_forward=forward, page_size=first))
    return _ids(_all(user_id, after, first, forward=forward))


def _beyond(attribute: UnicodeAttribute, after: str | None, *, forward: bool) -> Condition | None:
    if after is None:
        return None
    return attribute > after if forward else attribute < after


def _ids(found: Iterator[NodeRow]) -> _Found:
    return ((row.sk.removeprefix("N#"), row) for row in found)


def _all(user_id: str, after: str | None, first: int, *, forward: bool) -> Iterator[NodeRow]:
    chunk = first
    while True:
        low, high = (after or "", "~") if forward else ("", after or "~")
        page = NodeRow.query(
            rows.user_key(user_id),
            NodeRow.sk.between(f"N#{low}", f"N#{high}"),
            consistent_read=True,
            scan_index_forward=forward,
            limit=chunk + bool(after),
        )
        found = [row for row in page if row.sk != f"N#{after}"]
        yield from found
        if len(found) < chunk:
            return
        after, chunk = found[-1].sk.removeprefix("N#"), _CHUNK


def _by_name(user_id: str, listing: Listing, after: str | None, first: int, *, forward: bool) -> _Found:
    beyond = _beyond(EntryRow.sk, f"E#{after}" if after else None, forward=forward)
    entries = EntryRow.query(
        rows.folder_key(user_id, listing.folder or ""),
        beyond,
        consistent_read=True,
        scan_index_forward=forward,
        page_size=first,
    )
    words, size = listing.q or "", min(first, _AT_ONCE)
    while chunk := list(islice(entries, size)):
        spelled = [entry for entry in chunk if not words or names.found_in(words, entry.sk.removeprefix("E#"))]
        read = rows.fetch([(rows.user_key(user_id), f"N#{entry.node_id}") for entry in spelled])
        for entry in chunk:
            row = read.get((rows.user_key(user_id), f"N#{entry.node_id}"))
            yield entry.sk.removeprefix("E#"), row if isinstance(row, NodeRow) else None
        size = _AT_ONCE
