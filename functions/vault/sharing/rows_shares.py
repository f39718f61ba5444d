"""What does the vault table hold of shared links? Rows beside those of `rows`.

pk                        sk                row
U#{user}#SH               {share}           ShareRow      one link that an owner gave out
LINK#{hash of token}      LINK              LinkRow       whose link a token is
RL#{name}#{key}           {window start}    WindowRow     a rate-limit counter

The token stands in the owner's row, so that a link can be copied again; found it is by its hash, which keys of tables
may show in logs.
"""

import hashlib

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from functions.shared.windows import CounterRow
from functions.vault.core.rows import VaultRow


class ShareRow(VaultRow, discriminator="share"):
    node_id = UnicodeAttribute()
    token = UnicodeAttribute()
    created_at = NumberAttribute()
    expires_at = NumberAttribute(null=True)
    allow_download = BooleanAttribute()
    password_hash = UnicodeAttribute(null=True)
    access_key = UnicodeAttribute()
    opened = NumberAttribute()


class LinkRow(VaultRow, discriminator="link"):
    user_id = UnicodeAttribute()
    share_id = UnicodeAttribute()
    node_id = UnicodeAttribute()


class WindowRow(CounterRow):
    """One window from its start on. It says no type: counting creates it."""

    class Meta(VaultRow.Meta):
        pass


def shares_key(user_id: str) -> str:
    return f"U#{user_id}#SH"


def link_key(token: str) -> str:
    return f"LINK#{hashlib.sha256(token.encode()).hexdigest()}"


def window_key(name: str, key: str) -> str:
    return f"RL#{name}#{key}"
