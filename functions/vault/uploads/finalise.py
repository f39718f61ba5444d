"""How does a stored object become a node? One idempotent way for three actors: the client's `complete`, the storage's
event, the reconciler. Any of them may be missing, late, twice or at once.

    uploads (1 read) -> assemble what came in parts (`complete`, the reconciler)
                     -> look at the objects -> equal to what was announced: commit (14 files a transaction)
                                            -> different: remove object and parts, free the bytes, failed
                                            -> absent: pending, or expired when its time is over

The object goes before the state: after a crash in between, the upload is open and empty, and the reconciler frees it.
Whatever version is put on the key later raises an event of its own, and is removed by it (`arrivals`).
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from functions.shared.ids import is_id
from functions.shared.metrics import Metrics
from functions.shared.problems import Code, Problem
from functions.vault.core.contention import persist
from functions.vault.core.nodes import Node
from functions.vault.core.ports import NodeStore, Storage, Stored
from functions.vault.pictures.picturing import Picturing
from functions.vault.uploads.assembling import Assembling, Claims
from functions.vault.uploads.contents import Verified
from functions.vault.uploads.landing import land
from functions.vault.uploads.ports_uploads import UploadStore
from functions.vault.uploads.uploads import Upload, UploadState, is_open, is_overdue

BATCH = 14
"""Files per transaction, if they are new: 7 actions each make 98 of the 98 that `landing` has.
Where there are next contents of nodes among them, `landing` counts, and what it leaves goes into another one."""


@dataclass(frozen=True, slots=True)
class Result:
    """`pending`: nothing stored yet. `problem` with failed and pending."""

    status: str
    node: Node | None = None
    problem: Problem | None = None


def is_as_announced(upload: Upload, stored: Stored) -> bool:
    """What lies in the bucket is never believed to be what was announced: not every storage checks what was signed."""
    return stored.size == upload.size and stored.sha256 == upload.sha256


@dataclass(frozen=True, slots=True)
class Finaliser:
    store: UploadStore
    nodes: NodeStore
    storage: Storage
    assembling: Assembling
    metrics: Metrics
    picturing: Picturing
    sleep: Callable[[float], None] = time.sleep

    def finalise(
        self,
        user_id: str,
        wanted: Mapping[str, str | None],
        now: float,
        *,
        claims: Claims | None = None,
        expire: bool = False,
    ) -> dict[str, Result]:
        """Results by upload id; `wanted` maps it to the object version to look at, None for the present one. Contents
        of one node become so in this order.

        `claims` is what a client says of parts; None assembles nothing. `expire` ends what is absent and overdue.
        Raises Problem(unavailable) when others keep coming first.
        """
        known = self.store.uploads(user_id, [upload_id for upload_id in wanted if is_id(upload_id)])
        in_order = [known[upload_id] for upload_id in wanted if upload_id in known]
        waiting = [upload for upload in in_order if is_open(upload)]
        refused = self.assembling.assemble(waiting, claims) if claims is not None else {}
        places = [(upload.key, wanted[upload.id]) for upload in waiting]
        found = self.storage.inspect(places, [upload.size for upload in waiting])
        good: list[Verified] = []
        absent: list[Upload] = []
        for upload, stored in zip(waiting, found, strict=True):
            if stored and is_as_announced(upload, stored):
                good.append(Verified(upload, stored.version_id, stored.head))
            elif stored or _is_lost(refused.get(upload.id)):
                self._refuse(upload, stored, now)
            else:
                absent.append(upload)
        if expire:
            self._expire(user_id, [upload for upload in absent if is_overdue(upload, now)], now)
        ended: dict[str, Node] = {}
        for start in range(0, len(good), BATCH):
            ended |= self._commit(user_id, good[start : start + BATCH], now)
        return dict(self._results(user_id, wanted, known, ended, refused))

    def _expire(self, user_id: str, uploads: Sequence[Upload], now: float) -> None:
        self.assembling.abort(uploads)
        self.store.close(user_id, uploads, UploadState.EXPIRED, None, now)

    def _refuse(self, upload: Upload, stored: Stored | None, now: float) -> None:
        if stored:
            self.storage.delete(upload.key, stored.version_id)
        self.assembling.abort([upload])
        self.store.close(upload.user_id, [upload], UploadState.FAILED, Code.INTEGRITY, now)
        self.metrics.count("IntegrityFailed")

    def _commit(self, user_id: str, files: Sequence[Verified], now: float) -> dict[str, Node]:
        """The nodes made or changed by this call, by upload id."""
        ended: dict[str, Node] = {}
        waiting = list(files)
        while waiting:
            nodes, waiting = persist(partial(self._land, user_id, waiting, now), self.sleep)
            ended |= nodes
        if ended:
            self.metrics.count("FilesCommitted", len(ended))
            self.picturing.ask(ended.values())
        return ended

    def _land(self, user_id: str, files: Sequence[Verified], now: float) -> tuple[dict[str, Node], list[Verified]]:
        """One transaction: the nodes by upload id, and the files that are left for another one."""
        ground = self.store.ground(user_id, [file.upload for file in files])
        waiting = [file for file in files if is_open(ground.uploads.get(file.upload.id))]
        if ground.head is None or not waiting:
            return {}, []
        plan, left = land(ground.head, waiting, ground, now)
        self.store.commit(user_id, plan, ground.uploads)
        return {node.rev_id: node for node in plan.nodes}, left

    def _results(
        self,
        user_id: str,
        wanted: Mapping[str, str | None],
        known: Mapping[str, Upload],
        ended: Mapping[str, Node],
        refused: Mapping[str, Problem],
    ) -> Iterator[tuple[str, Result]]:
        unclear = [upload.id for upload in known.values() if is_open(upload) and upload.id not in ended]
        uploads = {**known, **(self.store.uploads(user_id, unclear) if unclear else {})}
        before = [upload.node_id for upload in uploads.values() if upload.state is UploadState.COMMITTED]
        nodes = self.nodes.nodes(user_id, before) if before else {}
        for upload_id in wanted:
            upload = uploads.get(upload_id)
            node = ended.get(upload_id) or (nodes.get(upload.node_id) if upload else None)
            yield upload_id, _result(upload, node, refused.get(upload_id))


def _is_lost(problem: Problem | None) -> bool:
    return problem is not None and problem.code is Code.INTEGRITY


def _result(upload: Upload | None, node: Node | None, refused: Problem | None) -> Result:
    if node:
        return Result("committed", node=node)
    if is_open(upload):
        return Result("pending", problem=refused or Problem(Code.UPLOAD_INCOMPLETE))
    code = Code(upload.problem) if upload and upload.problem else Code.NOT_FOUND
    return Result("failed", problem=Problem(code))
