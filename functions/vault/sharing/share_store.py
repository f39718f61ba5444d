"""Where are shared links kept? A row of their owner and one that a token is found by; they come and go together."""

from collections.abc import Sequence
from itertools import islice

from pynamodb.exceptions import DoesNotExist

from functions.shared.dynamo import Draft, Transactions, applied
from functions.vault.core import ledger, mapping, rows
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Node, NodeState
from functions.vault.core.rows import ErasedRow, NodeRow
from functions.vault.sharing import rows_shares
from functions.vault.sharing.rows_shares import LinkRow, ShareRow
from functions.vault.sharing.sharing import Share

_ROWS_KEPT = 30 * 86_400
"""Seconds that a link which is over stays in its owner's list."""
_AT_ONCE = 40
"""Links ended by one transaction: two rows each."""


class Shares:
    """Implements `ports_shares.ShareStore`."""

    def __init__(self, nodes: Nodes, transactions: Transactions) -> None:
        self._nodes = nodes
        self._transactions = transactions

    def count(self, user_id: str) -> int:
        return ShareRow.count(rows_shares.shares_key(user_id))

    def add(self, share: Share) -> None:
        pk, sk = rows.user_key(share.user_id), f"N#{share.node_id}"

        def build(draft: Draft) -> None:
            draft.require("erased", ErasedRow(rows.erased_key(share.user_id), "ERASED"), ErasedRow.pk.does_not_exist())
            draft.require("node", NodeRow(pk, sk), NodeRow.state == NodeState.LIVE.value)
            draft.put("share", _row(share))
            draft.put("link", _link(share), LinkRow.pk.does_not_exist())

        ledger.run(self._transactions, build)

    def share(self, user_id: str, share_id: str) -> Share | None:
        try:
            return _share(ShareRow.get(rows_shares.shares_key(user_id), share_id, consistent_read=True))
        except DoesNotExist:
            return None

    def shares(
        self, user_id: str, node_id: str | None, after: str | None, limit: int
    ) -> tuple[list[Share], str | None]:
        found = ShareRow.query(
            rows_shares.shares_key(user_id),
            ShareRow.sk < after if after else None,
            filter_condition=ShareRow.node_id == node_id if node_id else None,
            consistent_read=True,
            scan_index_forward=False,
        )
        read = list(islice(found, limit + 1))
        return [_share(row) for row in read[:limit]], read[limit - 1].sk if len(read) > limit else None

    def remove(self, shares: Sequence[Share]) -> None:
        for start in range(0, len(shares), _AT_ONCE):
            batch = shares[start : start + _AT_ONCE]

            def build(draft: Draft, batch: Sequence[Share] = batch) -> None:
                for share in batch:
                    draft.delete(("link", share.id), LinkRow(rows_shares.link_key(share.token), "LINK"))
                    draft.delete(("share", share.id), ShareRow(rows_shares.shares_key(share.user_id), share.id))

            ledger.run(self._transactions, build)

    def forget(self, user_id: str, node_ids: Sequence[str]) -> None:
        gone = set(node_ids)
        owned = ShareRow.query(rows_shares.shares_key(user_id), consistent_read=True)
        self.remove([_share(row) for row in owned if row.node_id in gone])

    def found(self, token: str) -> tuple[Share, Node] | None:
        try:
            link = LinkRow.get(rows_shares.link_key(token), "LINK", consistent_read=True)
        except DoesNotExist:
            return None
        shared = (rows_shares.shares_key(link.user_id), link.share_id)
        placed = (rows.user_key(link.user_id), f"N#{link.node_id}")
        erased = (rows.erased_key(link.user_id), "ERASED")
        read = rows.fetch([shared, placed, erased])
        share, node = read.get(shared), read.get(placed)
        if erased in read or not isinstance(share, ShareRow) or not isinstance(node, NodeRow):
            return None
        return _share(share), mapping.node(node)

    def opened(self, share: Share) -> None:
        row = ShareRow(rows_shares.shares_key(share.user_id), share.id)
        applied(lambda: row.update([ShareRow.opened.add(1)], condition=ShareRow.pk.exists()))

    def node(self, user_id: str, node_id: str) -> Node | None:
        return self._nodes.node(user_id, node_id)

    def nodes(self, user_id: str, node_ids: Sequence[str]) -> dict[str, Node]:
        return self._nodes.nodes(user_id, node_ids)


def _share(row: ShareRow) -> Share:
    return Share(
        user_id=row.pk.removeprefix("U#").removesuffix("#SH"),
        id=row.sk,
        node_id=row.node_id,
        token=row.token,
        created_at=row.created_at,
        expires_at=row.expires_at,
        allow_download=bool(row.allow_download),
        password_hash=row.password_hash,
        access_key=row.access_key,
        opened=int(row.opened),
    )


def _row(share: Share) -> ShareRow:
    return ShareRow(
        rows_shares.shares_key(share.user_id),
        share.id,
        node_id=share.node_id,
        token=share.token,
        created_at=share.created_at,
        expires_at=share.expires_at,
        allow_download=share.allow_download,
        password_hash=share.password_hash,
        access_key=share.access_key,
        opened=0,
        ttl=_ttl(share),
    )


def _link(share: Share) -> LinkRow:
    return LinkRow(
        rows_shares.link_key(share.token),
        "LINK",
        user_id=share.user_id,
        share_id=share.id,
        node_id=share.node_id,
        ttl=_ttl(share),
    )


def _ttl(share: Share) -> int | None:
    return int(share.expires_at) + _ROWS_KEPT if share.expires_at is not None else None
