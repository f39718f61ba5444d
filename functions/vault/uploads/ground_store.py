"""What does a vault hold that uploads are about? Reads for announcing and for committing; see [Note: Seqlock]."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from functions.shared.ids import is_id
from functions.vault.core import mapping, names, rows
from functions.vault.core.node_store import folder_places, live_folders
from functions.vault.core.nodes import ROOT, Entry, Node
from functions.vault.core.rows import EntryRow, HeadRow, NodeRow
from functions.vault.tree.tree_store import entry_place
from functions.vault.uploads import landing, mapping_uploads
from functions.vault.uploads.ports_uploads import Ground
from functions.vault.uploads.rows_uploads import UploadRow
from functions.vault.uploads.uploads import Upload

_WINDOWS = (range(2, 20), range(20, 60), range(60, names.NUMBERS.stop))


def ground(user_id: str, uploads: Sequence[Upload]) -> Ground:
    """Of folders and nodes, nothing that is read together with the head can be sure of: see [Note: Seqlock]."""
    head = (rows.user_key(user_id), "HEAD")
    is_aimed = any(upload.terms.node_id or upload.terms.by_name for upload in uploads)
    is_plain = not is_aimed and not any(upload.parent_id for upload in uploads)
    first = {} if is_plain else rows.fetch([head])
    seen = Ground(None, {}, frozenset()) if is_plain else _surroundings(user_id, uploads)
    goals = [landing.goal(upload, seen) for upload in uploads]
    wanted = Counter(goal.entry for goal in goals if not goal.kept)
    read = first | rows.fetch(
        [*([head] if is_plain else [])]
        + [(rows.uploads_key(user_id), upload.id) for upload in uploads]
        + [entry_place(user_id, entry) for entry in wanted]
    )
    row = read.get(head)
    taken = {entry for entry in wanted if entry_place(user_id, entry) in read}
    crowded = {goal.entry: goal.name for goal in goals if goal.entry in taken or wanted[goal.entry] > 1}
    return Ground(
        head=mapping.head(row) if isinstance(row, HeadRow) else None,
        uploads={row.sk: mapping_uploads.upload(row) for row in read.values() if isinstance(row, UploadRow)},
        taken=frozenset(taken | _taken_numbers(user_id, len(uploads), crowded)),
        folders=seen.folders,
        nodes=seen.nodes,
        holders=seen.holders,
    )


def nodes(user_id: str, node_ids: Iterable[str | None]) -> dict[str, Node]:
    """Those that are there, by id."""
    asked = {node_id for node_id in node_ids if node_id and is_id(node_id)}
    read = rows.fetch([(rows.user_key(user_id), f"N#{node_id}") for node_id in asked]).values()
    return {node.id: node for node in (mapping.node(row) for row in read if isinstance(row, NodeRow))}


def holders(user_id: str, entries: Iterable[Entry]) -> dict[Entry, Node]:
    """Who has these names."""
    places = {entry_place(user_id, entry): entry for entry in entries}
    found = {place: row.node_id for place, row in rows.fetch(list(places)).items() if isinstance(row, EntryRow)}
    known = nodes(user_id, found.values())
    return {places[place]: known[node_id] for place, node_id in found.items() if node_id in known}


def _surroundings(user_id: str, uploads: Sequence[Upload]) -> Ground:
    """Without head, uploads and names."""
    targets = nodes(user_id, [upload.terms.node_id for upload in uploads])
    parents = [*(upload.parent_id for upload in uploads), *(node.parent_id for node in targets.values())]
    folders = live_folders(rows.fetch(folder_places(user_id, parents)).values())
    named = [
        (upload.parent_id if upload.parent_id in folders else ROOT, names.key(upload.name))
        for upload in uploads
        if upload.terms.by_name
    ]
    met = holders(user_id, [(folder or ROOT, key) for folder, key in named])
    return Ground(None, {}, frozenset(), folders, targets, met)


def _taken_numbers(user_id: str, enough: int, crowded: Mapping[Entry, str]) -> set[Entry]:
    """Which of `name (2)`, `name (3)`, … are taken, read in growing windows until `enough` are free."""
    taken: set[Entry] = set()
    spelled = dict(crowded)
    for window in _WINDOWS:
        asked = {
            entry: [(entry[0], names.key(other)) for other in names.alternatives(name, window)]
            for entry, name in spelled.items()
        }
        places = {entry_place(user_id, other): other for others in asked.values() for other in others}
        found = {places[place] for place in rows.fetch(list(places))}
        taken |= found
        spelled = {entry: name for entry, name in spelled.items() if len(set(asked[entry]) - found) < enough}
        if not spelled:
            break
    return taken
