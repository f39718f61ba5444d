"""What does the vault table hold of what is under way? Rows beside those of `rows`; both kinds come and go.

pk                        sk                row
U#{user}#S                {folder}          SweepRow      a folder whose content has yet to follow it
U#{user}#G                {rev}             GarbageRow    an object whose node was purged

GSI1 SWEEP#{0-9} / {sweep}                       unfinished sweeps, oldest first
     GARBAGE#{0-9} / {since}#{rev}               objects that are still to be deleted

The row of a deleted object stays for a month, without its place in the index: whatever is put under its key later, by a
URL that was given out before, is known to be nobody's.
"""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from functions.vault.core.rows import ExpiryIndex, VaultRow


class SweepRow(VaultRow, discriminator="sweep"):
    op = UnicodeAttribute()
    within = UnicodeAttribute()
    """Of a restore: the folder with which the content went to the trash."""
    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    pending = ExpiryIndex()


class GarbageRow(VaultRow, discriminator="garbage"):
    key = UnicodeAttribute()
    version_id = UnicodeAttribute(null=True)
    pictured = BooleanAttribute(null=True)
    at = NumberAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    pending = ExpiryIndex()


def sweeps_key(user_id: str) -> str:
    return f"U#{user_id}#S"


def garbage_key(user_id: str) -> str:
    return f"U#{user_id}#G"
