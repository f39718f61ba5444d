"""How are consents under way and unfinished work kept? Single writes on the connect table."""

from collections.abc import Mapping, Sequence

from pynamodb.exceptions import DoesNotExist

from functions.connect.consent import LIFETIME, Attempt
from functions.connect.ports import Asked
from functions.connect.rows import (
    DELETING,
    LINKING,
    AttemptRow,
    BarredRow,
    DeletingRow,
    LinkingRow,
    attempt_key,
    barred_key,
)
from functions.shared.dynamo import applied
from functions.shared.tokens.grants import ConnectionKey, Provider

_BARRED_FOR = 30 * 86_400
"""Seconds; far longer than a consent (10 min), a session in a cache (10 s) or a queue (4 days) can bring something."""


class AttemptRows:
    """Implements `ports.Attempts`."""

    def keep(self, attempt: Attempt) -> None:
        AttemptRow(
            attempt_key(attempt.state_hash),
            "STATE",
            browser_hash=attempt.browser_hash,
            user_id=attempt.user_id,
            session_id=attempt.session_id,
            provider=attempt.provider.value,
            path=attempt.path,
            expires_at=attempt.expires_at,
            ttl=attempt.expires_at + LIFETIME,
        ).save()

    def take(self, state_hash: str, browser_hash: str, provider: Provider, now: float) -> Attempt | None:
        """The condition on the deletion decides who of several takes it; a row never changes between both steps."""
        try:
            row = AttemptRow.get(attempt_key(state_hash), "STATE", consistent_read=True)
        except DoesNotExist:
            return None
        own = (
            (AttemptRow.browser_hash == browser_hash)
            & (AttemptRow.provider == provider.value)
            & (AttemptRow.expires_at > int(now))
        )
        if not applied(lambda: row.delete(condition=own)):
            return None
        return Attempt(
            state_hash=state_hash,
            browser_hash=row.browser_hash,
            user_id=row.user_id,
            session_id=row.session_id,
            provider=Provider(row.provider),
            path=row.path,
            expires_at=int(row.expires_at),
        )


class OutboxRows:
    """Implements `ports.Outbox`."""

    def linking(self, key: ConnectionKey, now: float) -> None:
        LinkingRow(LINKING, _place(key), at=int(now)).save()

    def linked(self, key: ConnectionKey) -> None:
        LinkingRow(LINKING, _place(key)).delete()

    def interrupted(self, before: float) -> Sequence[ConnectionKey]:
        found = LinkingRow.query(LINKING, consistent_read=True)
        return [_key(row.sk) for row in found if row.at <= before]

    def deleting(self, code: str, app_user_id: str, issued_at: int, kind: Asked = Asked.DELETION) -> None:
        DeletingRow(DELETING, code, app_user_id=app_user_id, issued_at=issued_at, kind=kind.value).save()

    def deleted(self, code: str) -> None:
        DeletingRow(DELETING, code).delete()

    def undeleted(self) -> Mapping[str, tuple[str, int, Asked]]:
        found = DeletingRow.query(DELETING, consistent_read=True)
        return {row.sk: (row.app_user_id, int(row.issued_at), Asked(row.kind)) for row in found}

    def bar(self, user_id: str, now: float) -> None:
        BarredRow(barred_key(user_id), "ERASED", at=int(now), ttl=int(now) + _BARRED_FOR).save()

    def barred(self, user_id: str) -> bool:
        try:
            BarredRow.get(barred_key(user_id), "ERASED", consistent_read=True)
        except DoesNotExist:
            return False
        return True


def _place(key: ConnectionKey) -> str:
    return f"{key.user_id}#{key.provider.value}#{key.connection_id}"


def _key(place: str) -> ConnectionKey:
    user_id, provider, connection_id = place.split("#")
    return ConnectionKey(user_id, Provider(provider), connection_id)
