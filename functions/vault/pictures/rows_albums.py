"""What does the vault table hold of albums? Rows beside those of `rows`.

pk                        sk                row
U#{user}#A                {album}           AlbumRow      name, cover, how many are in it
U#{user}#AI               {album}#{node}    AlbumItemRow  one photo in one album
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from functions.vault.core.rows import VaultRow


class AlbumRow(VaultRow, discriminator="album"):
    name = UnicodeAttribute()
    rev = NumberAttribute()
    items = NumberAttribute()
    cover_node_id = UnicodeAttribute(null=True)
    created_at = NumberAttribute()
    modified_at = NumberAttribute()


class AlbumItemRow(VaultRow, discriminator="album_item"):
    at = NumberAttribute()


def albums_key(user_id: str) -> str:
    return f"U#{user_id}#A"


def items_key(user_id: str) -> str:
    return f"U#{user_id}#AI"
