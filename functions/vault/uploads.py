"""What is an upload, from announcement to its end? Pure.

    initiated --bytes stored and verified--> committed        initiated --24 h--> expired
              --bytes differ--> failed

Only `committed` shows in lists and feed. One upload makes one revision, so its id is the revision's id: whoever knows
the object's key knows the upload.
"""

import hashlib
import json
from collections.abc import Container
from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from functions.shared.problems import Code, Problem
from functions.vault import media, names
from functions.vault.objects import ObjectKey

MAX_SINGLE_PUT = 8 * 1024 * 1024
"""Bytes; above it a file will be stored in parts of this size."""
RESERVED_FOR = 86_400
"""Seconds that announced bytes stay reserved without arriving."""
URL_LIFETIME = 900
"""Seconds; 5 minutes are too short for phones (Uppy #1724)."""


ROOT = "root"
"""What stands for "no folder" where a key or a query needs a word."""


class UploadState(StrEnum):
    INITIATED = "initiated"
    COMMITTED = "committed"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Wish:
    """One file as a client announces it. `sha256` base64; `taken_at` RFC 3339."""

    client_id: str
    kind: str
    name: str
    size: int
    mime: str
    sha256: str
    parent_id: str | None = None
    taken_at: str | None = None

    @property
    def fingerprint(self) -> str:
        """Equal for the same body: one client id means one body."""
        return hashlib.sha256(json.dumps(astuple(self)).encode()).hexdigest()[:32]


def checked(wish: Wish, folders: Container[str]) -> Wish:
    """With name, type and folder in their stored form; `folders` are live ones.

    Raises Problem: name_invalid, file_too_large, not_found, …
    """
    if wish.size > MAX_SINGLE_PUT:
        raise Problem(Code.FILE_TOO_LARGE, f"At most {MAX_SINGLE_PUT} bytes")
    parent_id = None if wish.parent_id == ROOT else wish.parent_id
    if parent_id is not None and parent_id not in folders:
        raise Problem(Code.NOT_FOUND, "There is no such folder")
    return replace(wish, parent_id=parent_id, name=names.parse(wish.name), mime=media.parse(wish.mime))


@dataclass(frozen=True, slots=True)
class Upload:
    """Times are epoch seconds. `problem` is a problem code once it failed."""

    user_id: str
    id: str
    node_id: str
    client_id: str
    kind: str
    name: str
    size: int
    mime: str
    sha256: str
    parent_id: str | None
    taken_at: str | None
    state: UploadState
    created_at: float
    expires_at: float
    problem: str | None = None

    @property
    def key(self) -> ObjectKey:
        return ObjectKey(self.user_id, self.kind, self.node_id, self.id)


def is_open(upload: Upload | None) -> bool:
    return upload is not None and upload.state is UploadState.INITIATED


def opened(user_id: str, wish: Wish, upload_id: str, node_id: str, now: float) -> Upload:
    return Upload(
        user_id=user_id,
        id=upload_id,
        node_id=node_id,
        client_id=wish.client_id,
        kind=wish.kind,
        name=wish.name,
        size=wish.size,
        mime=wish.mime,
        sha256=wish.sha256,
        parent_id=wish.parent_id,
        taken_at=wish.taken_at,
        state=UploadState.INITIATED,
        created_at=now,
        expires_at=now + RESERVED_FOR,
    )
