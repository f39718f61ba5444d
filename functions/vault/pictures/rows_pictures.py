"""What does the vault table hold of pictures that are not there yet? Rows beside those of `rows`.

pk                        sk                row
U#{user}#P                {rev}             PictureRow    a content whose picture was asked for

GSI1 PICTURE#{0-9} / {due}#{rev}                 by the time at which it is asked for again
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from functions.vault.core.rows import ExpiryIndex, VaultRow


class PictureRow(VaultRow, discriminator="picture"):
    node_id = UnicodeAttribute()
    key = UnicodeAttribute()
    tries = NumberAttribute()
    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    pending = ExpiryIndex()


def pictures_key(user_id: str) -> str:
    return f"U#{user_id}#P"
