"""What does the identity table hold? Row types beside those of `shared.identity`; the key of each is in
`docs/data-model.md`.

pk                  sk          row
P#{phone_hash}      PHONE       PhoneRow       uniqueness of a number, and how it behaved
U#{user_id}         USER        UserRow        the account
CH#{challenge_id}   CHALLENGE   ChallengeRow   one sign-in attempt
RL#{name}#{key}     {start}     WindowRow      a rate-limit counter
A#{user_id}         {ulid}      AuditRow       what happened to the account
ERASE               {user_id}   ErasureRow     erasures not finished yet (an outbox)
"""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from functions.shared.identity import IdentityRow
from functions.shared.windows import CounterRow


class PhoneRow(IdentityRow):
    user_id = UnicodeAttribute(null=True)
    profile = JSONAttribute(null=True)
    """A copy of what sign-in answers of the account, so that verify needs no read of it."""
    epoch = NumberAttribute(null=True)
    last_sent_at = NumberAttribute(null=True)
    next_send_at = NumberAttribute(null=True)
    streak = NumberAttribute(null=True)
    failures = NumberAttribute(null=True)
    last_failure_at = NumberAttribute(null=True)


class UserRow(IdentityRow):
    phone = UnicodeAttribute()
    phone_hash = UnicodeAttribute()
    display_name = UnicodeAttribute(null=True)
    locale = UnicodeAttribute()
    role = UnicodeAttribute()
    status = UnicodeAttribute()
    created_at = NumberAttribute()


class ChallengeRow(IdentityRow):
    status = UnicodeAttribute()
    phone = UnicodeAttribute()
    phone_hash = UnicodeAttribute()
    nonce = UnicodeAttribute()
    binding_hash = UnicodeAttribute()
    pepper_version = UnicodeAttribute()
    epoch = NumberAttribute()
    seq = NumberAttribute()
    attempts = NumberAttribute()
    created_at = NumberAttribute()
    expires_at = NumberAttribute()
    locale = UnicodeAttribute()
    user_id = UnicodeAttribute(null=True)
    profile = JSONAttribute(null=True)


class WindowRow(IdentityRow, CounterRow):
    """One window from its start on."""


class AuditRow(IdentityRow):
    event = UnicodeAttribute()
    at = NumberAttribute()
    session_id = UnicodeAttribute(null=True)
    network_hash = UnicodeAttribute(null=True)


class ErasureRow(IdentityRow):
    phone_hash = UnicodeAttribute()
    at = NumberAttribute()
