"""What does the vault table hold? Row types and their keys; `docs/data-model.md` lists the attributes.

pk                        sk                row
U#{user}                  HEAD              HeadRow       place in the feed, quota, counts
U#{user}                  N#{node}          NodeRow       one file, photo, note or folder
U#{user}                  KIT               KitRow        what the owner shows to everybody who is signed in
U#{user}                  SET#backup        RulesRow      the owner's upload rules
U#{user}#D#{folder}       E#{name key}      EntryRow      directory entry, and so the lock on a name
U#{user}#UP               {upload}          UploadRow     an announced upload
U#{user}#H                {sha256}          HashRow       where a content lives
IDEM#{user}               {client id}       RequestRow    what an announcement, or the request of a note, made
ERASED#{hash of user}     ERASED            ErasedRow     a vault that is gone

Uploads, hashes and requests: `rows_uploads`. Change feed: `rows_feed`. Contents: `rows_versions`. What is under way
with folders and trash: `rows_trash`. Pictures that are not there yet: `rows_pictures`. Albums: `rows_albums`.
Links: `rows_shares`. Archives: `rows_archives`.

GSI1 UPEXP#{0-9} / {expires_at}#{upload}         open uploads by expiry
     U#{user}#D#{folder} / {node}                live nodes of a folder by age
     TRASH#{0-9} / {trashed_at}#{node}           the trash of all users by the time of deletion
GSI2 U#{user}#T  / {taken_at}#{node}             live photos by the time they were taken, without the archived ones
     U#{user}#M  / {modified_at}#{node}          live notes by the time they were changed
GSI3 U#{user}#L#{kind} / {node}                  live nodes of one kind by age
     U#{user}#X  / {trashed_at}#{node}           or, once trashed, the trash by the time of deletion; what went
                                                 there with its folder is in no index

The parts of a user have partitions of their own, so that a large import does not meet the limit of a single one
(1,000 writes a second). Every row says its type in `row`, so that one read may fetch rows of several types.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from functions.shared.dynamo import KeyedRow
from functions.vault.core.nodes import Node
from functions.vault.core.objects import ObjectKey

EXPIRY_SHARDS = 10


class VaultRow(KeyedRow):
    """A row of the vault table."""

    class Meta:
        table_name = "unbound"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5
        max_retry_attempts = 3

    row = DiscriminatorAttribute()


class ExpiryIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call] # untyped in pynamodb
    class Meta:
        index_name = "GSI1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class TimeIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call] # untyped in pynamodb
    class Meta:
        index_name = "GSI2"
        projection = AllProjection()

    gsi2pk = UnicodeAttribute(hash_key=True)
    gsi2sk = UnicodeAttribute(range_key=True)


class ShelfIndex(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call] # untyped in pynamodb
    class Meta:
        index_name = "GSI3"
        projection = AllProjection()

    gsi3pk = UnicodeAttribute(hash_key=True)
    gsi3sk = UnicodeAttribute(range_key=True)


class HeadRow(VaultRow, discriminator="head"):
    epoch = UnicodeAttribute()
    seq = NumberAttribute()
    floor = NumberAttribute()
    """Changes up to here may be gone from the feed."""
    limit_bytes = NumberAttribute()
    free = NumberAttribute()
    reserved = NumberAttribute()
    used = NumberAttribute()
    open_uploads = NumberAttribute()
    files = NumberAttribute()
    photos = NumberAttribute()
    notes = NumberAttribute()
    folders = NumberAttribute(null=True)
    last_backup_at = NumberAttribute(null=True)


class NodeRow(VaultRow, discriminator="node"):
    kind = UnicodeAttribute()
    name = UnicodeAttribute()
    parent_id = UnicodeAttribute(null=True)
    size = NumberAttribute()
    mime = UnicodeAttribute()
    detected_mime = UnicodeAttribute(null=True)
    sha256 = UnicodeAttribute()
    rev = NumberAttribute()
    rev_id = UnicodeAttribute()
    version_id = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    taken_at = UnicodeAttribute(null=True)
    created_at = NumberAttribute()
    modified_at = NumberAttribute()
    trashed_at = NumberAttribute(null=True)
    trashed_with = UnicodeAttribute(null=True)
    favourite = BooleanAttribute(null=True)
    archived = BooleanAttribute(null=True)
    picture = JSONAttribute(null=True)
    tz_offset_minutes = NumberAttribute(null=True)
    date_source = UnicodeAttribute(null=True)
    seq = NumberAttribute()
    content_rev = NumberAttribute(null=True)
    home = UnicodeAttribute(null=True)
    is_aged = BooleanAttribute(null=True)
    title = UnicodeAttribute(null=True)
    excerpt = UnicodeAttribute(null=True)
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    by_age = ExpiryIndex()
    shelf = ShelfIndex()
    by_time = TimeIndex()


class KitRow(VaultRow, discriminator="kit"):
    node_ids = JSONAttribute()
    rev = NumberAttribute()
    """Counts changes: who writes over another revision than the one that was read is overtaken."""


class RulesRow(VaultRow, discriminator="rules"):
    rev = NumberAttribute()
    saved_at = NumberAttribute()
    rules = JSONAttribute()


class EntryRow(VaultRow, discriminator="entry"):
    node_id = UnicodeAttribute()


class ErasedRow(VaultRow, discriminator="erased"):
    at = NumberAttribute()


def bind(table_name: str) -> None:
    """Points the rows at this process's table; called once, where the function is wired."""
    VaultRow.Meta.table_name = table_name


def fetch(places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], VaultRow]:
    """Rows of any type by (pk, sk), strongly consistent, 100 a call; what is not there is not in the answer."""
    return {(row.pk, row.sk): row for row in VaultRow.batch_get(set(places), consistent_read=True)} if places else {}


def user_key(user_id: str) -> str:
    return f"U#{user_id}"


def folder_key(user_id: str, folder: str) -> str:
    return f"U#{user_id}#D#{folder}"


def revisions_key(user_id: str, node_id: str) -> str:
    return f"U#{user_id}#N#{node_id}"


def uploads_key(user_id: str) -> str:
    return f"U#{user_id}#UP"


def hashes_key(user_id: str) -> str:
    return f"U#{user_id}#H"


def requests_key(user_id: str) -> str:
    return f"IDEM#{user_id}"


def erased_key(user_id: str) -> str:
    return f"ERASED#{hashlib.sha256(user_id.encode()).hexdigest()[:32]}"


def shelf_key(user_id: str, kind: str) -> str:
    return f"U#{user_id}#L#{kind}"


def trash_key(user_id: str) -> str:
    return f"U#{user_id}#X"


def notes_key(user_id: str) -> str:
    return f"U#{user_id}#M"


def timeline_key(user_id: str) -> str:
    return f"U#{user_id}#T"


def shard(kind: str, row_id: str) -> str:
    """One of ten partitions of GSI1; the last letter of an id is random."""
    return f"{kind}#{ord(row_id[-1]) % EXPIRY_SHARDS}"


def revision_place(key: ObjectKey) -> tuple[str, str]:
    return revisions_key(key.user_id, key.node_id), f"R#{key.rev_id}"


def node_place(node: Node) -> tuple[str, str]:
    return user_key(node.user_id), f"N#{node.id}"
