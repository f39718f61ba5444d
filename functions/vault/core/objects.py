"""Where in the bucket does a revision lie? Keys are opaque, immutable and written once; names never appear in them.

storage/{user_id}/{files|photos|notes}/{node_id}/{rev_id}
"""

from dataclasses import dataclass

from functions.shared.ids import is_id

PART_SIZE = 8 * 1024 * 1024
"""Bytes; what is larger is stored in parts of this size. Smaller ones cost more requests than they save time; S3 takes
10,000 of them, 78 GiB. See [Note: Composite hash] in `parts`."""
URL_LIFETIME = 900
"""Seconds that a URL for an upload works; 5 minutes are too short for phones (Uppy #1724)."""

_FOLDERS = {"file": "files", "photo": "photos", "note": "notes"}
_KINDS = {folder: kind for kind, folder in _FOLDERS.items()}


@dataclass(frozen=True, slots=True)
class ObjectKey:
    user_id: str
    kind: str
    node_id: str
    rev_id: str

    def __str__(self) -> str:
        return f"storage/{self.user_id}/{_FOLDERS[self.kind]}/{self.node_id}/{self.rev_id}"


def parse(key: str) -> ObjectKey | None:
    """None for any key that this service never issues."""
    parts = key.split("/")
    if len(parts) != 5 or parts[0] != "storage" or parts[2] not in _KINDS:
        return None
    _, user_id, folder, node_id, rev_id = parts
    return ObjectKey(user_id, _KINDS[folder], node_id, rev_id) if all(map(is_id, (user_id, node_id, rev_id))) else None


def prefixes(user_id: str) -> tuple[str, str]:
    """Everything that a user has in the bucket: originals and what was made of them."""
    return f"storage/{user_id}/", f"derived/{user_id}/"
