"""How does an upload go on after an interruption, or end before its time? Look, sign, abort; over the ports.

[Note: Begun late]  A multipart upload is opened at the storage when its first part is signed, not when the file is
announced: an announcement stays one transaction for 50 files, and what is never sent leaves nothing behind. If the
storage has lost it since (its lifecycle rule, or somebody else), the next signing opens another one.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from functions.shared.ids import is_id
from functions.shared.overtaken import OvertakenError
from functions.shared.problems import Code, Problem
from functions.vault.core.contention import persist
from functions.vault.core.ports import Storage
from functions.vault.uploads import parts
from functions.vault.uploads.finalise import Finaliser
from functions.vault.uploads.parts import Part
from functions.vault.uploads.ports_parts import Multipart, ResumeStore
from functions.vault.uploads.ports_uploads import UploadStore
from functions.vault.uploads.uploads import Upload, UploadState, is_open, prolonged


@dataclass(frozen=True, slots=True)
class Asked:
    """A part that a client wants to send; `size` when it says how long it takes it to be."""

    number: int
    sha256: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """One PUT that is allowed: `size` bytes, the headers exactly as given."""

    number: int
    size: int
    url: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Resuming:
    store: UploadStore
    marks: ResumeStore
    storage: Storage
    multipart: Multipart
    finaliser: Finaliser
    sleep: Callable[[float], None] = time.sleep

    def look(self, user_id: str, upload_id: str, now: float) -> tuple[Upload, list[Part]]:
        """The upload and the parts that the storage holds. Raises Problem(not_found).

        Where the parts are gone they may have been assembled without anybody hearing of it: then this commits it.
        """
        upload = self._own(user_id, upload_id)
        if not is_open(upload) or not upload.multipart_id:
            return upload, []
        (held,) = self.multipart.held([upload])
        if held is not None:
            return upload, held
        self.finaliser.finalise(user_id, {upload.id: None}, now)
        return self._own(user_id, upload_id), []

    def sign(self, user_id: str, upload_id: str, asked: Sequence[Asked], now: float) -> list[Signed]:
        """A PUT for each part. Raises Problem: not_found, invalid_request, conflict (it has ended), unavailable."""
        upload = persist(lambda: self._waiting(user_id, upload_id, asked, now), self.sleep)
        return [self._signed(upload, part) for part in asked]

    def abort(self, user_id: str, upload_id: str, now: float) -> None:
        """Repeatable; the bytes come back once. Raises Problem: not_found, conflict (it is committed).

        The state goes before the object: a commit at the same moment wins or loses against it, and an object that is
        removed is never one that a node was made of.
        """
        upload = self._own(user_id, upload_id)
        if upload.multipart_id and upload.state is not UploadState.COMMITTED:
            self.multipart.abort(upload)
        if is_open(upload):
            self.store.close(user_id, [upload], UploadState.ABORTED, None, now)
            upload = self._own(user_id, upload_id)
        if upload.state is UploadState.COMMITTED:
            raise Problem(Code.CONFLICT, "The upload is committed")
        (stored,) = self.storage.inspect([(upload.key, None)])
        if stored:
            self.storage.delete(upload.key, stored.version_id)

    def _own(self, user_id: str, upload_id: str) -> Upload:
        found = self.store.uploads(user_id, [upload_id]) if is_id(upload_id) else {}
        if upload_id not in found:
            raise Problem(Code.NOT_FOUND)
        return found[upload_id]

    def _waiting(self, user_id: str, upload_id: str, asked: Sequence[Asked], now: float) -> Upload:
        """The open upload, ready for these parts. [Note: Begun late]"""
        upload = self._open(user_id, upload_id)
        _check(upload, asked)
        has_begun = upload.multipart_id is not None and self.multipart.is_there(upload)
        if upload.multipart_id and not has_begun:
            self.finaliser.finalise(user_id, {upload.id: None}, now)
            upload = self._open(user_id, upload_id)
        ready = prolonged(upload, now)
        if ready.expires_at <= now:
            raise _ended()
        if upload.in_parts and not has_begun:
            ready = replace(ready, multipart_id=self.multipart.begin(upload))
        if ready != upload:
            self._keep(upload, ready)
        return ready

    def _open(self, user_id: str, upload_id: str) -> Upload:
        upload = self._own(user_id, upload_id)
        if not is_open(upload):
            raise _ended()
        return upload

    def _keep(self, before: Upload, after: Upload) -> None:
        try:
            self.marks.keep(before, after)
        except (OvertakenError, Problem):
            if after.multipart_id and after.multipart_id != before.multipart_id:
                self.multipart.abort(after)
            raise

    def _signed(self, upload: Upload, part: Asked) -> Signed:
        if upload.in_parts:
            url, headers = self.multipart.part_url(upload, part.number, part.sha256)
        else:
            url, headers = self.storage.upload_url(upload.key, upload.size, upload.mime, upload.sha256)
        return Signed(part.number, parts.length(upload.size, part.number), url, headers)


def _check(upload: Upload, asked: Sequence[Asked]) -> None:
    """A file in one PUT has one part, whose hash is the announced one."""
    wrong: list[dict[str, str]] = []
    for place, part in enumerate(asked):
        if part.number > parts.number_of(upload.size):
            wrong.append({"field": f"parts.{place}.part_number", "reason": "not_of_this_file"})
        elif part.size not in (None, parts.length(upload.size, part.number)):
            wrong.append({"field": f"parts.{place}.size", "reason": "not_of_this_part"})
        elif not upload.in_parts and part.sha256 != upload.sha256:
            wrong.append({"field": f"parts.{place}.sha256", "reason": "not_as_announced"})
    if wrong:
        raise Problem(Code.INVALID_REQUEST, errors=wrong)


def _ended() -> Problem:
    return Problem(Code.CONFLICT, "The upload has ended")
