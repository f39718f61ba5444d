"""How does a node get its picture? Asked for after the commit, taken in when the report comes; over the ports.

    commit (notes that it waits) --> ask --Pictures--> functions/photos --Pictured--> take --> node, change
                                      ^                                                |
                                      '-- chase: what has waited too long       that content is gone by now:
                                          is asked for again, 5 times           what was made is removed

[Note: No stray thumbnails]  Purging a node removes what was made of it. A worker that had read the original before may
write after that, but it always reports after it has written, and a report about a content that is not there any more
removes what it speaks of. Where the report is lost, the row that says that a picture waits is still there, and chasing
ends the same way.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from functions.shared.metrics import Metrics
from functions.shared.pictures import Report
from functions.vault.core import pictures
from functions.vault.core.contention import persist
from functions.vault.core.head import Head
from functions.vault.core.nodes import Node, Plan
from functions.vault.core.quota import Move
from functions.vault.pictures import dates
from functions.vault.pictures.dates import Dated
from functions.vault.pictures.ports_pictures import Derivatives, Desk, PictureStore, Waiting

PATIENCE = 3_600
"""Seconds until a picture is asked for again, and four times as long after each further time."""
TRIES = 5
"""Two weeks in all. What brings the worker down each time is told to be unreadable after that."""


def due(since: float, tries: int) -> float:
    wait: int = PATIENCE * 4 ** (tries - 1)
    return since + wait


@dataclass(frozen=True, slots=True)
class Picturing:
    store: PictureStore
    desk: Desk
    derivatives: Derivatives
    metrics: Metrics
    sleep: Callable[[float], None] = time.sleep

    def ask(self, nodes: Iterable[Node]) -> None:
        """For those of the nodes that wait for one. What cannot be asked for now is asked for by the schedule."""
        waiting = [node for node in nodes if pictures.is_pending(node.picture)]
        if waiting and not self.desk.ask(waiting):
            self.metrics.count("PicturesNotAsked")

    def take(self, user_id: str, reports: Sequence[Report], now: float) -> None:
        """Repeatable, in any order. Raises Problem(unavailable)."""

        def attempt() -> Sequence[Report]:
            head, nodes = self.store.ground(user_id, [report.node_id for report in reports])
            wanted = {report.rev_id: report for report in reports if _waits(nodes.get(report.node_id), report)}
            if head and wanted:
                self.store.take(user_id, _plan(head, nodes, list(wanted.values()), now))
            return [report for report in reports if not _speaks_of(nodes.get(report.node_id), report)]

        self._tidy(user_id, [(one.node_id, one.rev_id, one.key) for one in persist(attempt, self.sleep)])

    def chase(self, found: Waiting, now: float) -> None:
        """Repeatable. Raises Problem(unavailable)."""
        _, nodes = self.store.ground(found.user_id, [found.node_id])
        node = nodes.get(found.node_id)
        if node is None or node.rev_id != found.rev_id:
            self._tidy(found.user_id, [(found.node_id, found.rev_id, found.key)])
        elif not pictures.is_pending(node.picture):
            self.store.forget(found.user_id, [found.rev_id])
        elif found.tries >= TRIES:
            self.metrics.count("PictureGivenUp")
            lost = Report(found.user_id, found.node_id, found.rev_id, found.key, state="failed", reason="unreadable")
            self.take(found.user_id, [lost], now)
        elif self.store.wait_on(found, due(now, found.tries + 1)):
            self.ask([node])

    def _tidy(self, user_id: str, contents: Sequence[tuple[str, str, str]]) -> None:
        """(node id, revision id, key) of what is no node's present content. [Note: No stray thumbnails]

        What is an earlier content keeps what was made of it, and loses it when it goes itself.
        """
        if contents:
            kept = self.store.kept(user_id, [(node_id, rev_id) for node_id, rev_id, _ in contents])
            self.derivatives.erase([key for _, rev_id, key in contents if rev_id not in kept])
            self.store.forget(user_id, [rev_id for _, rev_id, _ in contents])


def _speaks_of(node: Node | None, report: Report) -> bool:
    return node is not None and node.rev_id == report.rev_id


def _waits(node: Node | None, report: Report) -> bool:
    """Also what was given up, when it comes all the same: a dead letter that was tried again with a better decoder."""
    if node is None or not _speaks_of(node, report):
        return False
    return pictures.is_pending(node.picture) or (_has_failed(node) and report.state == pictures.READY)


def _has_failed(node: Node) -> bool:
    return node.picture is not None and node.picture.state == pictures.FAILED


def _plan(head: Head, nodes: Mapping[str, Node], reports: Sequence[Report], at: float) -> Plan:
    """Under the same `rev` and `modified_at`: nobody has changed anything, so nobody's `If-Match` is in vain."""
    before = [nodes[report.node_id] for report in reports]
    after = [
        _developed(node, report, seq)
        for seq, (node, report) in enumerate(zip(before, reports, strict=True), head.seq + 1)
    ]
    return Plan(
        op="update",
        head=head,
        nodes=tuple(after),
        move=Move(),
        counted={},
        at=at,
        before={node.id: node for node in before},
    )


def _developed(node: Node, report: Report, seq: int) -> Node:
    dated = dates.in_picture(Dated(node.taken_at, node.tz_offset_minutes, node.date_source), report)
    return replace(
        node,
        picture=pictures.reported(report),
        taken_at=dated.taken_at,
        tz_offset_minutes=dated.tz_offset_minutes,
        date_source=dated.source,
        seq=seq,
    )
