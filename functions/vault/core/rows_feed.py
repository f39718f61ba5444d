"""What does the vault table hold of the change feed? Rows beside those of `rows`.

pk                        sk                row
U#{user}#C                {seq:016d}        ChangeRow     one change of one node
U#{user}                  FLOOR             FloorRow      when its oldest change is too old

GSI1 FLOOR#{0-9} / {due}#{user}                  feeds whose floor has to rise
"""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from functions.vault.core.rows import ExpiryIndex, VaultRow

FLOOR = "FLOOR"


class ChangeRow(VaultRow, discriminator="change"):
    op = UnicodeAttribute()
    node_id = UnicodeAttribute()
    rev = NumberAttribute()
    at = NumberAttribute()
    snapshot = JSONAttribute()


class FloorRow(VaultRow, discriminator="floor"):
    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    due = ExpiryIndex()


def feed_key(user_id: str) -> str:
    return f"U#{user_id}#C"


def place(seq: int) -> str:
    return f"{seq:016d}"
