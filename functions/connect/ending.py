"""How does a connection end, and how do all of a user's? Revoke, forget the token, erase the rows; over the ports.

Revoking comes first, while the token is still there to be revoked, and is tried once: a provider that does not answer
keeps nobody's data here. Token and rows then go together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from functions.connect import providers, settling
from functions.connect.connections import Connection, Status
from functions.connect.ports import ConnectionStore, Outbox, Revoker
from functions.connect.tokens import Tokens
from functions.shared.metrics import Metrics
from functions.shared.problems import Code, Problem
from functions.shared.provider_clients import NotConfiguredError, ProviderClients
from functions.shared.tokens.grants import ConnectionKey, Held, Provider
from functions.shared.tokens.ports import TokenVaultError

DEAD_AFTER = 29 * 86_400
"""Seconds without a grant that holds; `refresh.retain` deletes the audience at the same age."""


@dataclass(frozen=True, slots=True)
class Ending:
    store: ConnectionStore
    tokens: Tokens
    outbox: Outbox
    clients: ProviderClients
    revokers: Mapping[Provider, Revoker]
    """Of providers that can revoke; Instagram documents no way."""
    metrics: Metrics

    def disconnect(self, user_id: str, connection_id: str) -> None:
        """Raises Problem (not_found, unavailable)."""
        found = self.store.find(user_id, connection_id)
        if found is None:
            raise Problem(Code.NOT_FOUND)
        provider, held = found[0].provider, self._held(user_id)
        if _belongs(held.get(provider), found[0]) and not self._takes_another_along(provider, held):
            self._revoke(provider, held)
        if not self.erase(found[0]):
            raise Problem(Code.NOT_FOUND)

    def erase(self, connection: Connection, *, if_authorised_by: float | None = None) -> bool:
        """Token and rows; False when there was nothing, or only what was consented to after `if_authorised_by`."""
        with self.store.changing(connection.user_id) as rows:
            present = rows.get(connection.id)
            if present is None or (if_authorised_by is not None and int(present.authorised_at) > if_authorised_by):
                return False
            rows.remove(connection.id)
            self.tokens.forget(rows, connection.key)
        return True

    def erase_user(self, user_id: str, now: float) -> int:
        """How many connections went. Repeatable; what comes back late from a provider is not stored any more."""
        self.outbox.bar(user_id, now)
        held = self._held(user_id)
        for provider in held:
            self._revoke(provider, held)
        with self.store.changing(user_id) as rows:
            present = rows.all()
            for connection in present:
                rows.remove(connection.id)
            self.tokens.forget_all(user_id)
        return len(present)

    def settle(self, before: float) -> int:
        """Forgets tokens whose rows were never stored, see [Note: Stored together]; how many were looked at.

        Raises ExceptionGroup after the last one.
        """
        return settling.each(self.outbox.interrupted(before), self._unlink)

    def settle_dead(self, now: float) -> int:
        """Forgets tokens of consents that have not held for so long; their connections stay listed. How many went.

        Without scopes nothing is granted any more: that is how a connection is told from one still to be looked at.
        Raises ExceptionGroup after the last one.
        """
        return settling.each(self.store.dead(now - DEAD_AFTER), self._bury)

    def _bury(self, seen: Connection) -> None:
        with self.store.changing(seen.user_id) as rows:
            present = rows.get(seen.id)
            if present and present.status is Status.NEEDS_REAUTH and present.authorised_at == seen.authorised_at:
                rows.save(replace(present, scopes=()))
                self.tokens.forget(rows, present.key)

    def _unlink(self, key: ConnectionKey) -> None:
        with self.store.changing(key.user_id) as rows:
            if rows.get(key.connection_id) is None:
                self.tokens.forget(rows, key)
        self.outbox.linked(key)

    def _revoke(self, provider: Provider, held: Mapping[Provider, Held]) -> None:
        revoker = self.revokers.get(provider)
        if revoker is None or provider not in held:
            return
        try:
            client = self.clients.of(provider)
        except NotConfiguredError:
            return
        if not revoker.revoke(client, held[provider].grant.token):
            self.metrics.count("RevokeFailed")

    def _held(self, user_id: str) -> Mapping[Provider, Held]:
        """A vault that cannot be read keeps nothing from being erased."""
        try:
            return self.tokens.all(user_id)
        except (Problem, TokenVaultError):
            self.metrics.count("RevokeFailed")
            return {}

    def _takes_another_along(self, provider: Provider, held: Mapping[Provider, Held]) -> bool:
        """Where GA4 and YouTube are registered in one Google project, revoking one would end the other."""
        others = (providers.GOOGLE - {provider}) & held.keys() if provider in providers.GOOGLE else frozenset()
        try:
            own = self.clients.of(provider).client_id
            return any(providers.same_project(own, self.clients.of(other).client_id) for other in others)
        except NotConfiguredError:
            return False


def _belongs(held: Held | None, connection: Connection) -> bool:
    """Another consent may have replaced the connection meanwhile: its token is not ours to end."""
    return held is not None and held.key == connection.key
