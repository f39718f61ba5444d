"""What becomes of one job? Original in, derivatives and a report out; over the ports.

    not a type that is developed, or not in memory -> failed      gone, broken, a bomb -> failed
    else -> derivatives -> ready

The report goes last: whoever reads it finds the derivatives there. A job whose original is gone is reported all the
same, so that the vault removes what an earlier try may have left.
"""

import base64
from dataclasses import dataclass

from functions.photos import developing
from functions.photos.developing import Developed, UndevelopableError
from functions.photos.ports import Sender, Storage, TooLargeError
from functions.shared import pictures
from functions.shared.clock import Clock
from functions.shared.metrics import Metrics
from functions.shared.pictures import DEVELOPED, Job, Reason, Report

MOST_BYTES = 128 * 1024**2
"""Of an original: it lies in memory beside its pixels (50 million x 4 bytes) in 2 GB."""


@dataclass(frozen=True, slots=True)
class Working:
    storage: Storage
    outbox: Sender
    metrics: Metrics
    clock: Clock

    def work(self, job: Job) -> Report:
        """Repeatable. What it raises is no outcome: the job shall come again."""
        try:
            report = self._ready(job, self._developed(job))
        except UndevelopableError as failed:
            report = _failed(job, failed.reason)
        self.metrics.count("PictureReady" if report.state == "ready" else "PictureFailed")
        self.outbox.send([pictures.encode(report)])
        return report

    def _developed(self, job: Job) -> Developed:
        if job.mime not in DEVELOPED:
            raise UndevelopableError("unsupported")
        try:
            content = self.storage.original(job.key, job.version_id, MOST_BYTES)
        except TooLargeError:
            raise UndevelopableError("too_large") from None
        if content is None:
            raise UndevelopableError("unreadable")
        return developing.develop(content, self.clock())

    def _ready(self, job: Job, developed: Developed) -> Report:
        for size, content in developed.derivatives.items():
            self.storage.keep(pictures.derivative(job.key, size), content)
        taken = developed.taken
        return Report(
            job.user_id,
            job.node_id,
            job.rev_id,
            job.key,
            state="ready",
            width=developed.width,
            height=developed.height,
            thumbhash=base64.b64encode(developed.thumbhash).decode(),
            taken_at=taken.at if taken else None,
            tz_offset_minutes=taken.offset_minutes if taken else None,
            date_source="exif" if taken else None,
        )


def _failed(job: Job, reason: Reason) -> Report:
    return Report(job.user_id, job.node_id, job.rev_id, job.key, state="failed", reason=reason)
