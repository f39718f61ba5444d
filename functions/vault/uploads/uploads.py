"""What is an upload, from announcement to its end? Pure.

    initiated --bytes stored and verified--> committed        initiated --24 h without a sign of life--> expired
              --bytes differ--> failed                                  --given up--> aborted

Only `committed` shows in lists and feed. One upload makes one revision, so its id is the revision's id: whoever knows
the object's key knows the upload.
"""

import hashlib
import json
from collections.abc import Container
from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from functions.shared.problems import Code, Problem
from functions.vault.core import media, names
from functions.vault.core.nodes import ROOT
from functions.vault.core.objects import PART_SIZE, URL_LIFETIME, ObjectKey
from functions.vault.uploads import parts
from functions.vault.uploads.terms import PLAIN, OnConflict, Terms

MAX_SIZE = 50 * 1024**3
RESERVED_FOR = 86_400
"""Seconds that announced bytes stay reserved without arriving, or without another part being asked for."""
LONGEST = 7 * 86_400
"""Seconds from the announcement on: large files go up in several nights (4 hours at 10 Mb/s are 18 GB). The bucket's
lifecycle rule for abandoned uploads waits a day longer."""


class UploadState(StrEnum):
    INITIATED = "initiated"
    COMMITTED = "committed"
    FAILED = "failed"
    EXPIRED = "expired"
    ABORTED = "aborted"


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
    terms: Terms = PLAIN

    @property
    def fingerprint(self) -> str:
        """Equal for the same body: one client id means one body. Terms count where there are any."""
        *body, terms = astuple(self)
        told = [*body, terms] if self.terms != PLAIN else body
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def checked(wish: Wish, folders: Container[str]) -> Wish:
    """With name, type and folder in their stored form; `folders` are live ones.

    Raises Problem: name_invalid, file_too_large, not_found, …
    """
    if wish.size > MAX_SIZE:
        raise Problem(Code.FILE_TOO_LARGE, f"At most {MAX_SIZE} bytes")
    if not parts.is_hash_of_size(wish.sha256, wish.size):
        raise Problem(Code.INVALID_REQUEST, "The hash is not that of a file of this size")
    parent_id = None if wish.parent_id == ROOT else wish.parent_id
    if parent_id is not None and parent_id not in folders:
        raise Problem(Code.NOT_FOUND, "There is no such folder")
    return replace(wish, parent_id=parent_id, name=names.parse(wish.name), mime=media.parse(wish.mime))


def entry(wish: Wish) -> tuple[str, str] | None:
    """The name in a folder that it is about, where it says no node but something of what has that name."""
    if wish.terms.node_id or wish.terms.on_conflict is OnConflict.COPY:
        return None
    try:
        return (wish.parent_id or ROOT, names.key(names.parse(wish.name)))
    except Problem:
        return None


@dataclass(frozen=True, slots=True)
class Upload:
    """Times are epoch seconds. `problem` is a problem code once it failed; `multipart_id` what the storage calls it,
    once its first part was signed. `home`: whose path the object lies under, where its node became another one.
    """

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
    multipart_id: str | None = None
    terms: Terms = PLAIN
    home: str | None = None

    @property
    def key(self) -> ObjectKey:
        return ObjectKey(self.user_id, self.kind, self.home or self.node_id, self.id)

    @property
    def in_parts(self) -> bool:
        return self.size > PART_SIZE


def is_open(upload: Upload | None) -> bool:
    return upload is not None and upload.state is UploadState.INITIATED


def is_overdue(upload: Upload, now: float) -> bool:
    """An upload URL may have been given out just before the end, so the end waits as long as such a URL works."""
    return upload.expires_at + URL_LIFETIME <= now


def prolonged(upload: Upload, now: float) -> Upload:
    """Waits on after a sign of life, not after each one: every time costs a write."""
    if upload.expires_at - now > RESERVED_FOR / 2:
        return upload
    end = min(now + RESERVED_FOR, upload.created_at + LONGEST)
    return replace(upload, expires_at=max(upload.expires_at, end))


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
        terms=wish.terms,
    )
