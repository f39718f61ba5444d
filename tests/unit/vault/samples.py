"""What do unit tests of the vault start from? Valid values around one moment; each test changes what it is about."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from functions.shared.ids import new_id
from functions.vault.core.head import Head, empty
from functions.vault.core.nodes import Entry, Plan
from functions.vault.uploads.contents import Verified
from functions.vault.uploads.landing import land
from functions.vault.uploads.ports_uploads import Ground, Known
from functions.vault.uploads.uploads import Upload, Wish, opened

NOW = 1_795_300_000.0
USER = new_id(1)
QUOTA = 1_000


def sha256(number: int) -> str:
    return f"{number:042d}A="


def wish(number: int = 0, **changes: Any) -> Wish:
    base = Wish(f"client-{number:04}", "photo", f"{number}.jpg", 10, "image/jpeg", sha256(number))
    return replace(base, **changes)


def upload(number: int = 0, **changes: Any) -> Upload:
    return replace(opened(USER, wish(number), new_id(NOW), new_id(NOW), NOW), **changes)


def verified(number: int = 0, **changes: Any) -> Verified:
    return Verified(upload(number, **changes), "v1", b"\xff\xd8\xff")


def head(**changes: Any) -> Head:
    return replace(empty(QUOTA, "epoch"), **changes)


def known(**changes: Any) -> Known:
    return replace(Known(head=None, requests={}, uploads={}, live={}), **changes)


def creation(head: Head, files: Sequence[Verified], taken: frozenset[Entry], at: float) -> Plan:
    """The plan of new files, all of which fit into one."""
    plan, left = land(head, files, Ground(head, {}, taken), at)
    assert not left
    return plan
