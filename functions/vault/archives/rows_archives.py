"""What does the vault table hold of archives? Rows beside those of `rows`; they go with their objects.

pk                        sk                    row
U#{user}#AR               {archive}             ArchiveRow    what shall be in it, and how far it is
U#{user}#AR               {archive}#{number}    VolumeRow     one ZIP file of it

GSI1 ARCHIVE#{0-9} / {expires_at}#{archive}          archives by the end of their time
"""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from functions.vault.core.rows import ExpiryIndex, VaultRow


class ArchiveRow(VaultRow, discriminator="archive"):
    name = UnicodeAttribute()
    folder_id = UnicodeAttribute(null=True)
    node_ids = JSONAttribute()
    created_at = NumberAttribute()
    number = NumberAttribute(null=True)
    plan = UnicodeAttribute(null=True)
    problem = UnicodeAttribute(null=True)
    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    expiry = ExpiryIndex()


class VolumeRow(VaultRow, discriminator="volume"):
    name = UnicodeAttribute()
    content = NumberAttribute()
    stored = NumberAttribute(null=True)


def archives_key(user_id: str) -> str:
    return f"U#{user_id}#AR"


def volume_place(archive_id: str, number: int) -> str:
    return f"{archive_id}#{number:06d}"
