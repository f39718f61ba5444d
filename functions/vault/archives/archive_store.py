"""Where are archives kept? A row each and one for each volume, with their owner's rows."""

from collections.abc import Iterator, Sequence
from itertools import islice

from functions.shared.dynamo import Draft, Transactions, applied
from functions.vault.archives import rows_archives
from functions.vault.archives.archives import Archive, Volume
from functions.vault.archives.rows_archives import ArchiveRow, VolumeRow
from functions.vault.core import ledger, mapping, rows
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Node
from functions.vault.core.rows import EntryRow, ErasedRow, VaultRow

_AT_ONCE = 90
"""Volumes kept by one transaction."""
_NODES_AT_ONCE = 100


class ArchiveRows:
    """Implements `ports_archives.ArchiveStore`."""

    def __init__(self, nodes: Nodes, transactions: Transactions) -> None:
        self._nodes = nodes
        self._transactions = transactions

    def add(self, archive: Archive) -> None:
        def build(draft: Draft) -> None:
            _require_owner(draft, archive)
            draft.put("archive", _row(archive))

        ledger.run(self._transactions, build)

    def archive(self, user_id: str, archive_id: str) -> Archive | None:
        return next(iter(_archives(user_id, archive_id)), None)

    def archives(self, user_id: str) -> list[Archive]:
        return _archives(user_id)

    def planned(self, archive: Archive, volumes: Sequence[Volume]) -> bool:
        """The last transaction makes it known, so no part of a plan is ever taken for the whole.

        Rows of an account that is being erased could come where the eraser has already looked.
        """
        place = (rows_archives.archives_key(archive.user_id), archive.id)
        known = [ArchiveRow.number.set(len(volumes)), ArchiveRow.plan.set(archive.plan)]
        unplanned = ArchiveRow.pk.exists() & ArchiveRow.number.does_not_exist()
        batches = [volumes[start : start + _AT_ONCE] for start in range(0, len(volumes), _AT_ONCE)]
        for number, batch in enumerate(batches, 1):
            is_last = number == len(batches)

            def build(draft: Draft, batch: Sequence[Volume] = batch, *, is_last: bool = is_last) -> None:
                _require_owner(draft, archive)
                if is_last:
                    draft.update("archive", ArchiveRow(*place), known, unplanned)
                else:
                    draft.require("archive", ArchiveRow(*place), unplanned)
                for volume in batch:
                    sk = rows_archives.volume_place(archive.id, volume.number)
                    row = VolumeRow(place[0], sk, name=volume.name, content=volume.content)
                    draft.put(("volume", volume.number), row)

            if not self._transactions.holds(build):
                return False
        return True

    def stored(self, archive: Archive, volume: int, size: int) -> bool:
        pk = rows_archives.archives_key(archive.user_id)
        row = VolumeRow(pk, rows_archives.volume_place(archive.id, volume))
        return applied(lambda: row.update([VolumeRow.stored.set(size)], condition=VolumeRow.pk.exists()))

    def give_up(self, user_id: str, archive_id: str, problem: str) -> None:
        row = ArchiveRow(rows_archives.archives_key(user_id), archive_id)
        applied(lambda: row.update([ArchiveRow.problem.set(problem)], condition=ArchiveRow.pk.exists()))

    def remove(self, archive: Archive) -> None:
        """Volumes first: what is interrupted is found again."""
        pk = rows_archives.archives_key(archive.user_id)
        for row in reversed(list(VaultRow.query(pk, VaultRow.sk.startswith(archive.id), consistent_read=True))):
            row.delete()

    def over(self, now: float) -> Iterator[Archive]:
        for shard in range(rows.EXPIRY_SHARDS):
            for row in ArchiveRow.expiry.query(f"ARCHIVE#{shard}", ArchiveRow.gsi1sk < mapping.expiry(now)):
                yield _archive(row, [])

    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]:
        return self._nodes.nodes(user_id, node_ids)

    def children(self, user_id: str, folder: str) -> Iterator[Node]:
        entries = EntryRow.query(rows.folder_key(user_id, folder), consistent_read=True)
        while chunk := [entry.node_id for entry in islice(entries, _NODES_AT_ONCE)]:
            nodes = self._nodes.nodes(user_id, chunk)
            yield from (nodes[node_id] for node_id in chunk if node_id in nodes and nodes[node_id].is_live)


def _require_owner(draft: Draft, archive: Archive) -> None:
    erased = ErasedRow(rows.erased_key(archive.user_id), "ERASED")
    draft.require("erased", erased, ErasedRow.pk.does_not_exist())


def _archives(user_id: str, archive_id: str = "") -> list[Archive]:
    found: dict[str, ArchiveRow] = {}
    volumes: dict[str, list[Volume]] = {}
    wanted = VaultRow.sk.startswith(archive_id) if archive_id else None
    for row in VaultRow.query(rows_archives.archives_key(user_id), wanted, consistent_read=True):
        if isinstance(row, ArchiveRow):
            found[row.sk] = row
        elif isinstance(row, VolumeRow):
            of, _, number = row.sk.partition("#")
            stored = int(row.stored) if row.stored is not None else None
            volumes.setdefault(of, []).append(Volume(int(number), row.name, int(row.content), stored))
    return [_archive(row, volumes.get(row.sk, [])) for row in found.values()]


def _archive(row: ArchiveRow, volumes: Sequence[Volume]) -> Archive:
    return Archive(
        user_id=row.pk.removeprefix("U#").removesuffix("#AR"),
        id=row.sk,
        name=row.name,
        folder_id=row.folder_id,
        node_ids=tuple(row.node_ids),
        created_at=row.created_at,
        number=int(row.number) if row.number is not None else None,
        plan=row.plan or "",
        problem=row.problem,
        volumes=tuple(volumes),
    )


def _row(archive: Archive) -> ArchiveRow:
    return ArchiveRow(
        rows_archives.archives_key(archive.user_id),
        archive.id,
        name=archive.name,
        folder_id=archive.folder_id,
        node_ids=list(archive.node_ids),
        created_at=archive.created_at,
        gsi1pk=rows.shard("ARCHIVE", archive.id),
        gsi1sk=f"{mapping.expiry(archive.expires_at)}#{archive.id}",
    )
