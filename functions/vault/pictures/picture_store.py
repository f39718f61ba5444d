"""How is it kept which pictures wait, and how does a node get one? Queries and transactions on the vault table."""

from collections.abc import Iterator, Mapping, Sequence

from functions.shared.dynamo import Draft, Refused, Transactions
from functions.vault.core import ledger, mapping, pictures, rows
from functions.vault.core.head import Head
from functions.vault.core.node_store import Nodes
from functions.vault.core.nodes import Node, Plan
from functions.vault.pictures.picturing import due
from functions.vault.pictures.ports_pictures import Waiting
from functions.vault.pictures.rows_pictures import PictureRow, pictures_key
from functions.vault.tree import tree_store

_PER_SHARD = 500


class Pictures:
    """Implements `ports_pictures.PictureStore`."""

    def __init__(self, nodes: Nodes, transactions: Transactions) -> None:
        self._nodes = nodes
        self._transactions = transactions

    def ground(self, user_id: str, node_ids: Sequence[str]) -> tuple[Head | None, Mapping[str, Node]]:
        head = self._nodes.head(user_id)
        return head, self._nodes.nodes(user_id, node_ids)

    def kept(self, user_id: str, contents: Sequence[tuple[str, str]]) -> set[str]:
        places = {(rows.revisions_key(user_id, node_id), f"R#{rev_id}"): rev_id for node_id, rev_id in contents}
        return {places[place] for place in rows.fetch(list(places))}

    def take(self, user_id: str, plan: Plan) -> None:
        def build(draft: Draft) -> None:
            tree_store.step(draft, user_id, plan, {})
            for node in plan.nodes:
                draft.delete(("picture", node.rev_id), PictureRow(pictures_key(user_id), node.rev_id))

        ledger.run(self._transactions, build)

    def forget(self, user_id: str, rev_ids: Sequence[str]) -> None:
        for rev_id in rev_ids:
            PictureRow(pictures_key(user_id), rev_id).delete()

    def overdue(self, now: float) -> Iterator[Waiting]:
        for shard in range(rows.EXPIRY_SHARDS):
            older = PictureRow.gsi1sk < mapping.expiry(now)
            yield from map(_waiting, PictureRow.pending.query(f"PICTURE#{shard}", older, limit=_PER_SHARD))

    def wait_on(self, waiting: Waiting, until: float) -> bool:
        row = PictureRow(pictures_key(waiting.user_id), waiting.rev_id)
        actions = [
            PictureRow.tries.set(waiting.tries + 1),
            PictureRow.gsi1sk.set(f"{mapping.expiry(until)}#{waiting.rev_id}"),
        ]
        same = PictureRow.tries == waiting.tries
        try:
            self._transactions.run(lambda draft: draft.update("picture", row, actions, same))
        except Refused:
            return False
        return True


def note(draft: Draft, plan: Plan) -> None:
    """With a commit: which of its new contents wait for a picture. One action for each."""
    for node in plan.nodes:
        before = plan.before.get(node.id)
        if pictures.is_pending(node.picture) and (before is None or before.rev_id != node.rev_id):
            draft.put(("picture", node.rev_id), _row(node, plan.at))


def _row(node: Node, at: float) -> PictureRow:
    return PictureRow(
        pictures_key(node.user_id),
        node.rev_id,
        node_id=node.id,
        key=str(node.key),
        tries=1,
        gsi1pk=rows.shard("PICTURE", node.rev_id),
        gsi1sk=f"{mapping.expiry(due(at, 1))}#{node.rev_id}",
    )


def _waiting(row: PictureRow) -> Waiting:
    user_id = row.pk.removeprefix("U#").removesuffix("#P")
    return Waiting(user_id, row.node_id, row.sk, row.key, int(row.tries))
