"""What does the vault table hold of a node's contents? Rows beside those of `rows`.

pk                        sk                row
U#{user}#N#{node}         R#{rev}           RevisionRow   one content of a node and its object version
U#{user}#V                {node}            ThinningRow   a node that has older contents, and when some may go

GSI1 THIN#{0-9} / {due}#{node}                   nodes whose versions are to be looked at
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from functions.vault.core.rows import ExpiryIndex, VaultRow


class RevisionRow(VaultRow, discriminator="revision"):
    """One row for each object, and each object in one row: what the row of a content leaves, its object leaves too."""

    key = UnicodeAttribute()
    size = NumberAttribute()
    sha256 = UnicodeAttribute()
    version_id = UnicodeAttribute(null=True)
    created_at = NumberAttribute()
    mime = UnicodeAttribute(null=True)
    detected_mime = UnicodeAttribute(null=True)
    rev = NumberAttribute(null=True)
    """The node's when this content came, or came back; none: 1."""
    device_name = UnicodeAttribute(null=True)
    superseded_at = NumberAttribute(null=True)
    """None: it is the present content."""
    title = UnicodeAttribute(null=True)
    excerpt = UnicodeAttribute(null=True)
    text = UnicodeAttribute(null=True)
    """Of a note, where it is short."""
    saved_by = UnicodeAttribute(null=True)
    """The session of a note's save, while saves of the same session may take its place."""
    since = NumberAttribute(null=True)
    """When the first of the saves came whose place it took."""


class ThinningRow(VaultRow, discriminator="thinning"):
    seq = NumberAttribute()
    """Of the change that asked for the look."""
    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    pending = ExpiryIndex()


def thinning_key(user_id: str) -> str:
    return f"U#{user_id}#V"
