"""What goes into an archive, in which order, and how is it divided? Pure planning over a walk through the tree.

A volume holds about 4 GiB, or 10,000 entries, so that a worker of 15 minutes can pack it; a larger file is a volume of
its own. A folder is an entry too, so that empty ones are not lost.
"""

from collections.abc import Callable, Iterable, Iterator

from functions.vault.archives.archive_names import Directory, component
from functions.vault.archives.zipping import Entry
from functions.vault.core.nodes import Node, saved_as

VOLUME_BYTES = 4 * 1024**3
VOLUME_ENTRIES = 10_000
Children = Callable[[str], Iterable[Node]]
"""Live nodes of a folder."""


def walk(roots: Iterable[Node], children: Children) -> Iterator[Entry]:
    """Each node once, folders before what is in them."""
    seen: set[str] = set()
    open_folders = [(Directory(), iter(roots))]  # a stack: folders may be deeper in one another than calls may
    while open_folders:
        directory, nodes = open_folders[-1]
        node = next(nodes, None)
        if node is None:
            open_folders.pop()
        elif node.id not in seen:
            seen.add(node.id)
            if node.is_folder:
                inner = directory.inside(node.name, node.id)
                yield Entry(inner.path, 0, node.modified_at)
                open_folders.append((inner, iter(children(node.id))))
            else:
                place = directory.place(saved_as(node), node.id)
                yield Entry(place, node.size, node.modified_at, str(node.key), node.version_id)


def divided(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """In volumes; of nothing one that is empty."""
    volume: list[Entry] = []
    size, is_first = 0, True
    for entry in entries:
        if entry.size > VOLUME_BYTES:
            is_first = False
            yield [entry]
            continue
        if len(volume) == VOLUME_ENTRIES or size + entry.size > VOLUME_BYTES:
            is_first = False
            yield volume
            volume, size = [], 0
        volume.append(entry)
        size += entry.size
    if volume or is_first:
        yield volume


def file_name(base: str, number: int, of: int) -> str:
    """What the `number`th volume (from 0) is saved as."""
    part = f" ({number + 1} of {of})" if of > 1 else ""
    stem = component(base).encode()[:200].decode(errors="ignore").rstrip(". ")
    return f"{stem}{part}.zip"
