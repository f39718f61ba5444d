"""How are albums kept? Queries and transactions on the vault table; none comes after the account was erased."""

from collections.abc import Sequence
from itertools import islice

from functions.shared.dynamo import Draft, Transactions
from functions.vault.core import ledger, rows
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Node
from functions.vault.core.rows import ErasedRow
from functions.vault.pictures.albums import Album
from functions.vault.pictures.rows_albums import AlbumItemRow, AlbumRow, albums_key, items_key


class AlbumRows:
    """Implements `albums.AlbumStore`."""

    def __init__(self, nodes: Nodes, transactions: Transactions) -> None:
        self._nodes = nodes
        self._transactions = transactions

    def albums(self, user_id: str, after: str | None, limit: int) -> tuple[list[Album], str | None]:
        older = AlbumRow.sk < after if after else None
        found = AlbumRow.query(
            albums_key(user_id), older, consistent_read=True, scan_index_forward=False, page_size=limit + 1
        )
        read = list(islice(found, limit + 1))
        return [_album(row) for row in read[:limit]], read[limit - 1].sk if len(read) > limit else None

    def album(self, user_id: str, album_id: str) -> Album | None:
        place = (albums_key(user_id), album_id)
        row = rows.fetch([place]).get(place)
        return _album(row) if isinstance(row, AlbumRow) else None

    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]:
        return self._nodes.nodes(user_id, node_ids)

    def count(self, user_id: str) -> int:
        counted: int = AlbumRow.count(albums_key(user_id), consistent_read=True)
        return counted

    def found(self, album: Album) -> None:
        def build(draft: Draft) -> None:
            draft.require("erased", ErasedRow(rows.erased_key(album.user_id), "ERASED"), ErasedRow.pk.does_not_exist())
            draft.put("album", _row(album), AlbumRow.pk.does_not_exist())

        ledger.run(self._transactions, build)

    def held(self, album: Album, node_ids: Sequence[str]) -> set[str]:
        places = {(items_key(album.user_id), f"{album.id}#{node_id}"): node_id for node_id in node_ids}
        return {places[place] for place in rows.fetch(list(places))}

    def items(self, album: Album, after: str | None, limit: int) -> tuple[list[str], str | None]:
        within = AlbumItemRow.sk.between(f"{album.id}#", f"{album.id}#{after or '~'}")
        found = AlbumItemRow.query(
            items_key(album.user_id), within, consistent_read=True, scan_index_forward=False, page_size=limit + 2
        )
        node_ids = (row.sk.removeprefix(f"{album.id}#") for row in found)
        read = list(islice((node_id for node_id in node_ids if node_id != after), limit + 1))
        return read[:limit], read[limit - 1] if len(read) > limit else None

    def keep(self, before: Album, after: Album, added: Sequence[str] = (), removed: Sequence[str] = ()) -> None:
        """The album is there as it was read, and so its account is."""

        def build(draft: Draft) -> None:
            draft.put("album", _row(after), AlbumRow.rev == before.rev)
            for node_id in added:
                draft.put(("item", node_id), _item(after, node_id, at=after.modified_at))
            for node_id in removed:
                draft.delete(("item", node_id), _item(after, node_id))

        ledger.run(self._transactions, build)

    def delete(self, album: Album) -> None:
        """The album first: nothing comes into one that is gone. Items that a crash leaves behind nobody finds; they go
        with the account.
        """
        row = AlbumRow(albums_key(album.user_id), album.id)
        ledger.run(self._transactions, lambda draft: draft.delete("album", row, AlbumRow.rev == album.rev))
        left = AlbumItemRow.query(
            items_key(album.user_id), AlbumItemRow.sk.startswith(f"{album.id}#"), consistent_read=True
        )
        with AlbumItemRow.batch_write() as batch:
            for item in left:
                batch.delete(item)


def _item(album: Album, node_id: str, at: float | None = None) -> AlbumItemRow:
    return AlbumItemRow(items_key(album.user_id), f"{album.id}#{node_id}", at=at)


def _album(row: AlbumRow) -> Album:
    return Album(
        user_id=row.pk.removeprefix("U#").removesuffix("#A"),
        id=row.sk,
        name=row.name,
        rev=int(row.rev),
        count=int(row.items),
        cover_node_id=row.cover_node_id,
        created_at=row.created_at,
        modified_at=row.modified_at,
    )


def _row(album: Album) -> AlbumRow:
    return AlbumRow(
        albums_key(album.user_id),
        album.id,
        name=album.name,
        rev=album.rev,
        items=album.count,
        cover_node_id=album.cover_node_id,
        created_at=album.created_at,
        modified_at=album.modified_at,
    )
