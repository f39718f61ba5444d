"""What does the vault table hold of reminders? Rows beside those of `rows`.

pk                        sk                row
U#{user}#PUSH             {subscription}    PushRow       one browser that may be woken
U#{user}                  REMIND            ReminderRow   when its owner is reminded next

GSI1 REMIND#{0-9} / {at}#{user}                  reminders by their time
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from functions.vault.core.rows import ExpiryIndex, VaultRow


class PushRow(VaultRow, discriminator="push"):
    endpoint = UnicodeAttribute()
    p256dh = UnicodeAttribute()
    auth = UnicodeAttribute()
    device_name = UnicodeAttribute(null=True)
    created_at = NumberAttribute()


class ReminderRow(VaultRow, discriminator="reminder"):
    at = NumberAttribute()
    gsi1pk = UnicodeAttribute()
    gsi1sk = UnicodeAttribute()
    pending = ExpiryIndex()


def push_key(user_id: str) -> str:
    return f"U#{user_id}#PUSH"
