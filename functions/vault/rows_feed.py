"""What does the vault table hold of the change feed? Rows beside those of `rows`.

pk                        sk                row
U#{user}#C                {seq:016d}        ChangeRow     one change of one node
"""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from functions.vault.rows import VaultRow


class ChangeRow(VaultRow, discriminator="change"):
    op = UnicodeAttribute()
    node_id = UnicodeAttribute()
    rev = NumberAttribute()
    at = NumberAttribute()
    snapshot = JSONAttribute()


def feed_key(user_id: str) -> str:
    return f"U#{user_id}#C"


def place(seq: int) -> str:
    return f"{seq:016d}"
