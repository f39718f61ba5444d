"""How does a folder get into the vault? All stages at once, joined by queues; each file goes its own way through them.

    look and hash -> check (1,000 a call) -> announce (48) -> PUT or parts (6 at a time) -> complete (14) -> journal

The batches are smaller than the API takes: so many rows fit into one transaction of the server. A file that fails says
why and stops no other; when the API itself cannot be reached the run ends, and the next one goes on from the journal.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import BoundedSemaphore, Condition, Event
from typing import Any

from tests.bench.vault import content, tree
from tests.bench.vault.batching import Batcher
from tests.bench.vault.content import ChangedError
from tests.bench.vault.journal import DONE, Entry, Journal, alone, anew, fresh
from tests.bench.vault.patience import GaveUpError
from tests.bench.vault.progress import Progress
from tests.bench.vault.sending import Sending
from tests.bench.vault.session import Session
from tests.bench.vault.tree import Folders

CHECKED, ANNOUNCED, COMPLETED = 1_000, 48, 14
OPEN = 96
"""Uploads under way; the server refuses more than 100."""
COMPLETING, PUTS, LARGE, HASHING = 2, 6, 2, 2
"""PUTs at a time, 8 MiB each at most: 48 MiB of memory. Large files at a time, threads that hash."""
_AHEAD = 4 * ANNOUNCED
_TRIED = 3
_MENDED_BY_ANOTHER_TRY = frozenset({"not_found", "integrity", "upload_incomplete", "too_many_uploads"})


@dataclass
class Report:
    """`sent`: new in the vault; `known`: was there, or its owner had removed it; `unchanged` since an earlier run."""

    sent: int = 0
    known: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)


class Backup:
    def __init__(
        self, session: Session, sending: Sending, journal: Journal, progress: Progress, into: str, puts: int = PUTS
    ) -> None:
        self._session, self._sending, self._journal, self._progress = session, sending, journal, progress
        self._folders = Folders(session, journal, into)
        self._puts = ThreadPoolExecutor(puts, "put")
        self._large = ThreadPoolExecutor(LARGE, "large")
        self._hashing, self._pieces = ThreadPoolExecutor(HASHING, "hash"), ThreadPoolExecutor(HASHING, "pieces")
        self._checker = Batcher[Entry](CHECKED, 0.02, self._guarded(self._check))
        self._announcer = Batcher[Entry](ANNOUNCED, 0.05, self._guarded(self._announce))
        self._completer = Batcher[Entry](COMPLETED, 0.25, self._guarded(self._complete), COMPLETING)
        self._slots = BoundedSemaphore(OPEN)
        self._stopped = Event()
        self._open, self._some_ended = set[str](), Condition()
        self._tried: dict[str, int] = {}
        self._report = Report()

    def run(self, folder: Path) -> Report:
        """Everything below the folder; returns when each file has come to an end or has to wait for another run."""
        self._folder = folder
        try:
            for entry in self._looked(folder):
                self._checker.put(entry)
            with self._some_ended:
                self._some_ended.wait_for(lambda: not self._open)
        finally:
            for stage in (self._checker, self._announcer, self._completer):
                stage.finish()
            for pool in (self._hashing, self._pieces, self._puts, self._large):
                pool.shutdown(cancel_futures=True)
            self._progress.close()
        return self._report

    def _looked(self, folder: Path) -> Iterator[Entry]:
        """Files that have something to do, hashed some ahead."""
        known, ahead = self._journal.files(), list[tuple[str, Future[Entry | None]]]()
        files_of = Counter(entry.node_id for entry in known.values())
        for path in tree.files(folder):
            before = known.get(path)
            if before and files_of[before.node_id] > 1:  # of one content: it is kept for the others
                before = replace(before, rev=None)
            ahead.append((path, self._hashing.submit(self._look, path, before)))
            if len(ahead) >= _AHEAD:
                yield from self._ready(*ahead.pop(0))
        for one in ahead:
            yield from self._ready(*one)

    def _look(self, path: str, known: Entry | None) -> Entry | None:
        place = self._folder / path
        if known and known.content.stamp == content.stamp(place):
            return None if known.state == DONE else known
        return fresh(path, content.look(place, self._pieces.map), known)

    def _ready(self, path: str, looking: Future[Entry | None]) -> Iterator[Entry]:
        try:
            entry = looking.result()
        except (OSError, ChangedError) as error:
            self._report.failed[path] = f"cannot be read: {error}"
            return
        if entry is None:
            self._report.unchanged += 1
            return
        with self._some_ended:
            self._open.add(path)
        self._progress.expect(entry.content.size)
        yield entry

    def _check(self, batch: list[Entry]) -> None:
        answer = self._session.call("POST", "/vault/uploads/check", {"hashes": [e.content.sha256 for e in batch]})
        for entry, known in zip(batch, answer["items"], strict=True):
            if known["state"] == "absent":
                self._announcer.put(entry)
            else:
                self._done(entry, known["state"], known["node_id"])

    def _announce(self, batch: list[Entry]) -> None:
        items = [tree.announcement(entry, self._folders.of(entry.path)) for entry in batch]
        self._journal.keep(batch)
        for _ in batch:
            self._slots.acquire()
        try:
            answers = self._session.call("POST", "/vault/uploads", {"items": items})["items"]
        except BaseException:
            self._release(len(batch))
            raise
        for entry, answer in zip(batch, answers, strict=True):
            if answer["status"] == "upload":
                self._send(replace(entry, upload_id=answer["upload_id"]), answer)
                continue
            self._release(1)
            if answer["status"] == "duplicate":
                self._done(entry, "present", answer["node_id"])
            else:
                self._refused(entry, answer["problem"]["code"])

    def _send(self, entry: Entry, announced: Any) -> None:
        path = self._folder / entry.path
        if announced["method"] == "put":
            self._puts.submit(self._sent, entry, lambda: self._sending.whole(path, entry, announced))
        else:
            self._journal.keep([entry])
            self._large.submit(self._sent, entry, lambda: self._sending.parts(path, entry, self._puts))

    def _sent(self, entry: Entry, send: Callable[[], None]) -> None:
        try:
            self._require_going_on()
            send()
        except ChangedError:
            self._release(1)
            self._changed(entry)
        except Exception as error:  # noqa: BLE001 - whatever it was, the other files go on
            self._release(1)
            self._failed(entry, str(error))
        else:
            self._completer.put(entry)

    def _complete(self, batch: list[Entry]) -> None:
        items = [{"upload_id": entry.upload_id} for entry in batch]
        try:
            answers = self._session.call("POST", "/vault/uploads/complete", {"items": items})["items"]
        finally:
            self._release(len(batch))
        done: list[Entry] = []
        for entry, answer in zip(batch, answers, strict=True):
            if answer["status"] == "committed":
                node = answer["node"]
                done.append(replace(entry, state=DONE, node_id=node["id"], rev=node["rev"], why="sent"))
            else:
                self._refused(entry, answer["problem"]["code"])
        self._journal.keep(done)
        self._report.sent += len(done)
        self._end(done)

    def _refused(self, entry: Entry, code: str) -> None:
        """What another try may mend gets one; under another client id only where this one stands for something else."""
        if code == "not_found":  # the folder, or the upload: both are looked for anew
            self._folders.forget()
        if code == "too_many_uploads":
            self._session.patience.sleep(1)
        if code == "idempotency_mismatch":
            self._again(anew(entry), code)
        elif code == "not_found" and entry.rev is not None:
            self._again(alone(entry), code)
        elif code in _MENDED_BY_ANOTHER_TRY:
            self._again(entry, code)
        else:
            self._failed(entry, code)

    def _changed(self, entry: Entry) -> None:
        try:
            self._again(fresh(entry.path, content.look(self._folder / entry.path), entry), "changes while it is read")
        except (OSError, ChangedError) as error:
            self._failed(entry, f"cannot be read: {error}")

    def _again(self, entry: Entry, why: str) -> None:
        self._tried[entry.path] = self._tried.get(entry.path, 0) + 1
        if self._tried[entry.path] < _TRIED:
            self._announcer.put(entry)
        else:
            self._failed(entry, why)

    def _done(self, entry: Entry, why: str, node_id: str | None) -> None:
        self._journal.keep([replace(entry, state=DONE, node_id=node_id, rev=None, why=why)])
        self._report.known += 1
        self._progress.sent(entry.content.size)
        self._end([entry])

    def _failed(self, entry: Entry, why: str) -> None:
        with self._some_ended:
            if entry.path in self._open:
                self._report.failed[entry.path] = why
        self._end([entry])

    def _end(self, entries: Sequence[Entry]) -> None:
        for _ in entries:
            self._progress.ended()
        with self._some_ended:
            self._open.difference_update(entry.path for entry in entries)
            self._some_ended.notify_all()

    def _require_going_on(self) -> None:
        if self._stopped.is_set():
            raise GaveUpError("the backup has stopped")

    def _release(self, number: int) -> None:
        for _ in range(number):
            self._slots.release()

    def _guarded(self, act: Callable[[list[Entry]], None]) -> Callable[[list[Entry]], None]:
        """What ends a whole batch ends the run: the API is not there, or this session is over."""

        def run(batch: list[Entry]) -> None:
            try:
                self._require_going_on()
                act(batch)
            except Exception as error:  # noqa: BLE001 - as above
                self._stopped.set()
                for entry in batch:
                    self._failed(entry, str(error))

        return run
