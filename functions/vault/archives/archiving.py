"""How does an archive get made? First it is planned, then each of its volumes is packed, one message each; repeatable.

A plan notes beside each volume which object versions go into it, under which names. So a volume that is packed twice is
twice the same, and a file that changes meanwhile is in it as it was. What was purged meanwhile is left out.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

from functions.shared.ids import new_id
from functions.shared.metrics import Metrics
from functions.shared.problems import Code
from functions.vault.archives import volumes, zipping
from functions.vault.archives.archives import Archive, Volume, prefix
from functions.vault.archives.ports_archives import ArchiveQueue, ArchiveStorage, ArchiveStore, Job
from functions.vault.core.nodes import Node


@dataclass(frozen=True, slots=True)
class Archiving:
    store: ArchiveStore
    queue: ArchiveQueue
    storage: ArchiveStorage
    metrics: Metrics
    readers: Callable[[], Executor] = field(repr=False)

    def work(self, job: Job, now: float) -> str:
        """What was done, in a word. Raises Problem(unavailable), zipping.TornError."""
        archive = self.store.archive(job.user_id, job.archive_id)
        if archive is None or archive.expires_at <= now:
            return self._withdraw(job.user_id, job.archive_id)
        return self._plan(archive, now) if job.volume is None else self._pack(archive, job.volume)

    def give_up(self, job: Job) -> None:
        """After the last try; what is packed by hand later makes up for it."""
        self.store.give_up(job.user_id, job.archive_id, Code.UNAVAILABLE.value)
        self._withdraw(job.user_id, job.archive_id)

    def expire(self, archive: Archive) -> None:
        """Takes away what was kept long enough. Repeatable; twice, as a volume may be on its way."""
        self.storage.erase(archive.prefix)
        self.store.remove(archive)
        self.storage.erase(archive.prefix)

    def _plan(self, archive: Archive, now: float) -> str:
        """A repetition sends again what is not packed yet: messages may have been lost with the first."""
        if archive.number is None:
            archive = replace(archive, plan=new_id(now))
            sizes: list[int] = []
            for entries in volumes.divided(volumes.walk(self._roots(archive), self._children(archive.user_id))):
                self.storage.note(archive.note(len(sizes)), entries)
                sizes.append(sum(entry.size for entry in entries))
            made = [Volume(n, volumes.file_name(archive.name, n, len(sizes)), size) for n, size in enumerate(sizes)]
            if not self.store.planned(archive, made):
                return self._withdraw(archive.user_id, archive.id)
        else:
            made = [volume for volume in archive.volumes if volume.stored is None]
        self.queue.send(Job(archive.user_id, archive.id, volume.number) for volume in made)
        return "planned"

    def _pack(self, archive: Archive, number: int) -> str:
        wanted = next((volume for volume in archive.volumes if volume.number == number), None)
        if wanted is None or wanted.stored is not None:
            return "done before"
        entries = self.storage.noted(archive.note(number))
        target = self.storage.begin(archive.key(number))
        try:
            left_out = zipping.pack(entries, self.storage.fetch, target, self.readers())
            size = target.close()
        except BaseException:
            target.abort()
            raise
        if not self.store.stored(archive, number, size):
            return self._withdraw(archive.user_id, archive.id)
        self.metrics.count("VolumesPacked")
        if left_out:
            self.metrics.count("ArchiveFilesGone", left_out)
        return "packed"

    def _withdraw(self, user_id: str, archive_id: str) -> str:
        """Its account was erased meanwhile, or another message has planned it. [Note: Rows first] in `erasure`"""
        if self.store.archive(user_id, archive_id) is None:
            self.storage.erase(prefix(user_id, archive_id))
        return "gone"

    def _roots(self, archive: Archive) -> Iterator[Node]:
        if archive.folder_id is not None:
            return self.store.children(archive.user_id, archive.folder_id)
        nodes = self.store.nodes(archive.user_id, archive.node_ids)
        return (nodes[one] for one in archive.node_ids if one in nodes and nodes[one].is_live)

    def _children(self, user_id: str) -> volumes.Children:
        return lambda folder_id: self.store.children(user_id, folder_id)
