"""How does the local tree become the remote one? Which files there are, and a remote folder for each local one."""

import mimetypes
import os
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from tests.bench.vault.content import PART_SIZE
from tests.bench.vault.journal import Entry, Journal
from tests.bench.vault.session import ApiError, Session

TOP = "."
_YEAR_9000 = 221_845_392_000


def files(folder: Path) -> Iterator[str]:
    """Paths below it, with slashes; no links: what they lead to may be elsewhere, or above."""
    for place, names, found in os.walk(folder):
        names.sort()
        for name in sorted(found):
            path = Path(place) / name
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix()


def announcement(entry: Entry, parent_id: str) -> dict[str, Any]:
    """The item of POST /vault/uploads. It depends on nothing but the entry and the folder: a repeat is the same."""
    follows = {} if entry.rev is None else {"node_id": entry.node_id, "if_match": entry.rev}
    name = _remote(PurePosixPath(entry.path).name)
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "client_id": entry.client_id,
        "kind": "photo" if mime.startswith("image/") else "file",
        "name": name,
        "size": entry.content.size,
        "mime": mime,
        "sha256": entry.content.sha256,
        "parent_id": parent_id,
        "taken_at": _moment(entry.content.stamp.mtime_ns // 10**9),
        **follows,
    }


def _moment(seconds: int) -> str | None:
    """RFC 3339; None for a date that no camera was there at."""
    if not 0 < seconds < _YEAR_9000:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def _remote(name: str) -> str:
    """In NFC; bytes that are no text, which file systems allow, as question marks."""
    return unicodedata.normalize("NFC", name.encode(errors="replace").decode())


def parts_to_sign(entry: Entry, numbers: list[int]) -> dict[str, Any]:
    """The body of POST /vault/uploads/{id}/urls."""
    size = entry.content.size
    lengths = {number: min(PART_SIZE, size - (number - 1) * PART_SIZE) for number in numbers}
    parts = [
        {"part_number": number, "sha256": entry.content.part_sha256(number), "size": lengths[number]}
        for number in numbers
    ]
    return {"parts": parts}


class Folders:
    """Remote folders by local path, made where they are missing. `into` is the remote name of the top one."""

    def __init__(self, session: Session, journal: Journal, into: str) -> None:
        self._session, self._journal, self._into = session, journal, into
        self._known = journal.folders()

    def of(self, path: str) -> str:
        """The remote folder of a file."""
        return self._ensure(PurePosixPath(path).parent.as_posix())

    def forget(self) -> None:
        """Somebody moved or trashed one: they are looked for anew."""
        self._journal.forget_folders()
        self._known = {}

    def _ensure(self, path: str) -> str:
        if path not in self._known:
            parent = "root" if path == TOP else self._ensure(PurePosixPath(path).parent.as_posix())
            name = self._into if path == TOP else PurePosixPath(path).name
            self._known[path] = self._made(_remote(name), parent)
            self._journal.keep_folder(path, self._known[path])
        return self._known[path]

    def _made(self, name: str, parent: str) -> str:
        """The one that is there already serves as well, also when it was made by a call whose answer got lost."""
        for tried in (name, *(f"{name} ({number})" for number in range(2, 10))):
            try:
                return str(self._session.call("POST", "/vault/folders", {"name": tried, "parent_id": parent})["id"])
            except ApiError as refused:
                if refused.code != "name_taken":
                    raise
                if refused.body["node"]["kind"] == "folder":
                    return str(refused.body["node"]["id"])
        raise ApiError(409, "name_taken", f"files have the names {name}, {name} (2), …", {})
