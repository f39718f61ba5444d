"""How does a token vault behave, without one? The memory twin of `functions.shared.tokens`; one lock makes every method
atomic. tests/store/tokens holds it to the same contract as both real vaults.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from threading import RLock

from functions.shared.tokens import ports
from functions.shared.tokens.grants import ConnectionKey, Grant, Held, Provider, Version
from functions.shared.tokens.ports import StaleError


class MemoryTokens:
    """Implements `ports.CountableVault`."""

    def __init__(self) -> None:
        self._held: dict[str, dict[Provider, Held]] = {}
        self._versions = count(1)
        self._lock = RLock()

    def held(self, user_id: str) -> Mapping[Provider, Held]:
        with self._lock:
            return dict(self._held.get(user_id, {}))

    def read(self, key: ConnectionKey) -> Held:
        return ports.of_connection(self.held(key.user_id), key)

    def put(self, key: ConnectionKey, grant: Grant, *, seen: Version | None) -> Version:
        ports.check(key, grant)
        with self._lock:
            present = self._held.get(key.user_id, {}).get(key.provider)
            if (present.version if present else None) != seen:
                raise StaleError(key.provider.value)
            version = Version(str(next(self._versions)))
            self._held.setdefault(key.user_id, {})[key.provider] = Held(key, grant, version)
        return version

    def delete(self, key: ConnectionKey, *, seen: Version | None = None) -> bool:
        with self._lock:
            present = self._held.get(key.user_id, {}).get(key.provider)
            if present is None or present.key != key or seen not in {None, present.version}:
                return False
            del self._held[key.user_id][key.provider]
        return True

    def delete_all(self, user_id: str) -> None:
        with self._lock:
            self._held.pop(user_id, None)

    def owners(self) -> Iterator[str]:
        with self._lock:
            return iter([user_id for user_id, held in self._held.items() if held])
