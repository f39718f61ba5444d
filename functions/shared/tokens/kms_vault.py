"""How does DynamoDB keep users' tokens under KMS? One row per connection; implements `ports.TokenVault`.

See [Note: Envelope]. A write is one transaction that requires the user's data key to be the one it sealed under: it
cannot land beside a key that was shredded meanwhile. Deleting the key row makes the user's rows noise at once, whatever
still holds a copy of them.
"""

from collections.abc import Iterator, Mapping

from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition

from functions.shared.clock import Clock
from functions.shared.dynamo import Contended, Draft, Refused, Transactions, applied
from functions.shared.ids import new_id
from functions.shared.tokens import envelope, ports
from functions.shared.tokens.document import dump_grant, parse_grant
from functions.shared.tokens.envelope import DataKey, DataKeys
from functions.shared.tokens.grants import ConnectionKey, Grant, Held, Provider, Version
from functions.shared.tokens.ports import BusyError, SealBrokenError, StaleError
from functions.shared.tokens.rows import GrantRow, KeyRow, TokenRow, user_key, user_of

_TRIES = 8


class KmsVault:
    def __init__(self, keys: DataKeys, transactions: Transactions, clock: Clock) -> None:
        self._keys = keys
        self._transactions = transactions
        self._clock = clock

    def held(self, user_id: str) -> Mapping[Provider, Held]:
        opened = self._opened(user_id, "G#")
        return {held.key.provider: held for held in opened}

    def read(self, key: ConnectionKey) -> Held:
        opened = self._opened(key.user_id, _sort_key(key.provider))
        return ports.of_connection({held.key.provider: held for held in opened}, key)

    def put(self, key: ConnectionKey, grant: Grant, *, seen: Version | None) -> Version:
        ports.check(key, grant)
        version = Version(new_id(self._clock()))
        for _ in range(_TRIES):
            if self._stored(key, grant, version, seen):
                return version
        raise BusyError("data key")

    def delete(self, key: ConnectionKey, *, seen: Version | None = None) -> bool:
        mine: Condition = GrantRow.connection_id == key.connection_id
        if seen is not None:
            mine &= GrantRow.version == seen
        row = GrantRow(user_key(key.user_id), _sort_key(key.provider))
        try:
            found = applied(lambda: row.delete(condition=mine))
            if found:
                self._shred_unused_key(key.user_id)
        except Contended:
            raise BusyError("row") from None
        return found

    def delete_all(self, user_id: str) -> None:
        """The key first: from then on the rest is unreadable."""
        KeyRow(user_key(user_id), "KEY").delete()
        with GrantRow.batch_write() as batch:
            for row in GrantRow.query(user_key(user_id), GrantRow.sk.startswith("G#"), consistent_read=True):
                batch.delete(row)

    def _opened(self, user_id: str, prefix: str) -> list[Held]:
        """Reads again when the user's key changed between key and rows (erased, then connected anew)."""
        wrapped = _wrapped_key(user_id)
        for _ in range(_TRIES):
            if wrapped is None:
                return []
            rows = list(GrantRow.query(user_key(user_id), GrantRow.sk.startswith(prefix), consistent_read=True))
            try:
                key = self._keys.unwrap(user_id, wrapped)
                return [_open(key, user_id, row) for row in rows]
            except SealBrokenError:
                again = _wrapped_key(user_id)
                if again == wrapped:
                    raise
                wrapped = again
        raise BusyError("data key")

    def _stored(self, key: ConnectionKey, grant: Grant, version: Version, seen: Version | None) -> bool:
        """False when the user's data key changed meanwhile. Raises StaleError."""
        wrapped = _wrapped_key(key.user_id)
        data_key = self._keys.unwrap(key.user_id, wrapped) if wrapped else self._keys.make(key.user_id)
        sealed = envelope.seal(data_key, dump_grant(key.provider, grant), _place(key, version))
        row = _grant_row(key, version, sealed)
        now = int(self._clock())
        try:
            self._transactions.run(lambda draft: _store(draft, row, data_key, seen, now, is_new=wrapped is None))
        except Refused as refused:
            stale = "grant" in refused.labels
        except Contended:
            raise BusyError("transaction") from None
        else:
            return True
        if stale:
            raise StaleError(key.provider.value)
        return False

    def _shred_unused_key(self, user_id: str) -> None:
        """With the last grant goes the key, unless a grant arrives meanwhile."""

        def build(draft: Draft) -> None:
            for provider in Provider:
                row = GrantRow(user_key(user_id), _sort_key(provider))
                draft.require(provider, row, GrantRow.pk.does_not_exist())
            draft.delete("key", KeyRow(user_key(user_id), "KEY"))

        self._transactions.holds(build)

    def owners(self) -> Iterator[str]:
        for row in TokenRow.scan(TokenRow.sk == "KEY", consistent_read=True):
            yield user_of(row.pk)


def _wrapped_key(user_id: str) -> bytes | None:
    try:
        wrapped: bytes = KeyRow.get(user_key(user_id), "KEY", consistent_read=True).wrapped_key
    except DoesNotExist:
        return None
    return wrapped


def _store(draft: Draft, row: GrantRow, key: DataKey, seen: Version | None, now: int, *, is_new: bool) -> None:
    key_row = KeyRow(row.pk, "KEY", wrapped_key=key.wrapped, created_at=now)
    if is_new:
        draft.put("key", key_row, KeyRow.pk.does_not_exist())
    else:
        draft.require("key", key_row, KeyRow.wrapped_key == key.wrapped)
    draft.put("grant", row, GrantRow.pk.does_not_exist() if seen is None else GrantRow.version == seen)


def _grant_row(key: ConnectionKey, version: Version, sealed: bytes) -> GrantRow:
    return GrantRow(
        user_key(key.user_id),
        _sort_key(key.provider),
        connection_id=key.connection_id,
        version=version,
        sealed=sealed,
    )


def _open(key: DataKey, user_id: str, row: GrantRow) -> Held:
    provider = Provider(row.sk.removeprefix("G#"))
    place = ConnectionKey(user_id, provider, row.connection_id)
    plain = envelope.unseal(key, row.sealed, _place(place, Version(row.version)))
    return Held(place, parse_grant(provider, plain), Version(row.version))


def _place(key: ConnectionKey, version: Version) -> bytes:
    return envelope.bound("grant", key.user_id, key.provider.value, key.connection_id, version)


def _sort_key(provider: Provider) -> str:
    return f"G#{provider.value}"
