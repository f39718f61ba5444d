"""Which rows does a user have, and how do all of them go? Repeatable: rows that lead to others go last."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from functions.vault.archives import rows_archives
from functions.vault.archives.archives import RATE_WINDOW
from functions.vault.core import rows, rows_feed
from functions.vault.core.nodes import ROOT
from functions.vault.core.rows import ErasedRow, HeadRow, NodeRow, VaultRow
from functions.vault.pictures import rows_albums, rows_pictures
from functions.vault.reminders import rows_push
from functions.vault.sharing import rows_shares
from functions.vault.sharing.links import PASSWORD_WINDOW
from functions.vault.sharing.rows_shares import LinkRow, ShareRow, WindowRow
from functions.vault.tree import rows_trash
from functions.vault.versions import rows_versions

_MARK_KEPT = 30 * 86_400
"""Seconds; far longer than an upload URL (15 min) or a queue (4 days) can bring a late object."""
_PARALLEL = 8


class Erasing:
    """Implements `ports.EraseStore`."""

    def bar(self, user_id: str, now: float) -> None:
        ErasedRow(rows.erased_key(user_id), "ERASED", at=int(now), ttl=int(now) + _MARK_KEPT).save()
        HeadRow(rows.user_key(user_id), "HEAD").delete()

    def erase(self, user_id: str) -> int:
        whole = [
            rows_feed.feed_key(user_id),
            rows_trash.sweeps_key(user_id),
            rows_trash.garbage_key(user_id),
            rows_versions.thinning_key(user_id),
            rows_pictures.pictures_key(user_id),
            rows_albums.albums_key(user_id),
            rows_albums.items_key(user_id),
            rows.uploads_key(user_id),
            rows.hashes_key(user_id),
            rows.requests_key(user_id),
            rows_archives.archives_key(user_id),
            rows_push.push_key(user_id),
            rows.folder_key(user_id, ROOT),
        ]
        gone = sum(map(_delete_all, whole))
        gone += _delete_windows(rows_shares.window_key(RATE_WINDOW, user_id))
        with ThreadPoolExecutor(_PARALLEL) as pool:
            gone += sum(pool.map(_delete_all, _partitions_of_nodes(user_id)))
            gone += sum(pool.map(_delete_link, ShareRow.query(rows_shares.shares_key(user_id), consistent_read=True)))
        gone += _delete_all(rows_shares.shares_key(user_id))
        return gone + _delete_all(rows.user_key(user_id))


def _partitions_of_nodes(user_id: str) -> Iterable[str]:
    """The revisions of each node and the entries of each folder."""
    for row in NodeRow.query(rows.user_key(user_id), NodeRow.sk.startswith("N#"), consistent_read=True):
        node_id = row.sk.removeprefix("N#")
        yield rows.revisions_key(user_id, node_id)
        if row.kind == "folder":
            yield rows.folder_key(user_id, node_id)


def _delete_link(share: ShareRow) -> int:
    """What its token is found by, and how often its password was tried."""
    LinkRow(rows_shares.link_key(share.token), "LINK").delete()
    return 1 + _delete_windows(rows_shares.window_key(PASSWORD_WINDOW, share.sk))


def _delete_windows(pk: str) -> int:
    gone = 0
    with WindowRow.batch_write() as batch:
        for row in WindowRow.query(pk, consistent_read=True):
            batch.delete(row)
            gone += 1
    return gone


def _delete_all(pk: str) -> int:
    gone = 0
    with VaultRow.batch_write() as batch:
        for row in VaultRow.query(pk, consistent_read=True):
            batch.delete(row)
            gone += 1
    return gone
