"""What may an owner do with a connection? Look, choose a property, share, ask for a refresh; over the ports."""

from dataclasses import dataclass, replace

from functions.connect import connections, limits
from functions.connect.connections import CONSENT_WORDING, Connection, Property
from functions.connect.limits import Rates
from functions.connect.ports import ConnectionStore, GoogleAccess, Puller, RefusedError, Rows, Stored
from functions.connect.tokens import Tokens
from functions.shared.audience.errors import Outcome, Verdict
from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem
from functions.shared.provider_clients import NotConfiguredError, ProviderClients
from functions.shared.tokens.grants import Provider, RefreshToken

Listed = tuple[Connection, Stored]
_USERS_TURN = frozenset({Verdict.NEEDS_REAUTH, Verdict.MISSING_SCOPE})
_WAITING = frozenset({Verdict.BACK_OFF, Verdict.QUOTA_WAIT})


@dataclass(frozen=True, slots=True)
class Wish:
    """What a PATCH asks for; None: as it is."""

    property_id: str | None = None
    share_with_brands: bool | None = None


@dataclass(frozen=True, slots=True)
class Ownership:
    """A connection of somebody else is not found, as one that does not exist."""

    store: ConnectionStore
    tokens: Tokens
    google: GoogleAccess
    clients: ProviderClients
    rates: Rates
    puller: Puller

    def listed(self, user_id: str) -> list[Listed]:
        return self.store.listed(user_id)

    def get(self, user_id: str, connection_id: str) -> Listed:
        """Raises Problem(not_found)."""
        found = self.store.find(user_id, connection_id)
        if found is None:
            raise Problem(Code.NOT_FOUND)
        return found

    def properties(self, user_id: str, connection_id: str, now: float) -> tuple[Property, ...]:
        """Of GA4, asked now; none for other providers. Raises Problem (needs_reauth, provider_refused, unavailable)."""
        connection, _ = self.get(user_id, connection_id)
        if connection.provider is not Provider.GA4:
            return ()
        limits.charge(self.rates, limits.listing(user_id), now)
        try:
            return self._properties(connection, now)
        except RefusedError as error:
            raise self._told(connection, error.outcome, now) from None

    def update(self, user_id: str, connection_id: str, wish: Wish, now: float) -> Listed:
        """Everything that is wished for, or nothing. Raises Problem."""
        connection, _ = self.get(user_id, connection_id)
        if wish.share_with_brands and connection.provider is Provider.GA4:
            fault = {"field": "share_with_brands", "reason": "not_for_this_provider"}
            raise Problem(Code.INVALID_REQUEST, errors=[fault])
        wanted = self._wanted(connection, wish, now) if wish.property_id else None
        with self.store.changing(user_id) as rows:
            before = after = _present(rows, connection_id)
            if wanted:
                after = _unmoved(connection, before, connections.chosen(before, wanted, now))
            if wish.share_with_brands is not None:
                after = replace(after, share_with_brands=wish.share_with_brands)
            _write(rows, before, after, now)
        if after.pull_no != before.pull_no:
            self.puller.pull(after)
        return self.get(user_id, connection_id)

    def refresh(self, user_id: str, connection_id: str, now: float) -> Listed:
        """Raises Problem (rate_limited, needs_reauth, ...). While a pull is under way it is that one."""
        self.get(user_id, connection_id)
        with self.store.changing(user_id) as rows:
            before = _present(rows, connection_id)
            after = before if before.pulling(now) else connections.refreshed(before, now)
            if after is not before:
                limits.charge(self.rates, limits.refresh(connection_id), now)
                rows.save(after)
        if after is not before:
            self.puller.pull(after)
        return self.get(user_id, connection_id)

    def _wanted(self, connection: Connection, wish: Wish, now: float) -> Property:
        known = {found.id: found for found in self.properties(connection.user_id, connection.id, now)}
        wanted = known.get(wish.property_id or "")
        if wanted is None:
            raise Problem(Code.PROPERTY_UNKNOWN)
        return wanted

    def _properties(self, connection: Connection, now: float) -> tuple[Property, ...]:
        """Raises RefusedError, Problem."""
        held = self.tokens.find(connection.key)
        if held is None or not isinstance(held.grant.token, RefreshToken):
            raise Problem(Code.NEEDS_REAUTH, private="no token is held")
        try:
            client = self.clients.of(connection.provider)
        except NotConfiguredError:
            raise Problem(Code.PROVIDER_UNCONFIGURED) from None
        access, rotated = self.google.access(client, held.grant.token, now)
        if rotated:
            self.tokens.rotated(held, rotated, now)
        return self.google.properties(client, access, now)

    def _told(self, seen: Connection, outcome: Outcome, now: float) -> Problem:
        """The provider's refusal to our user; one that needs the user is remembered, unless they came back since."""
        if outcome.verdict in _USERS_TURN:
            with self.store.changing(seen.user_id) as rows:
                present = rows.get(seen.id)
                if present and present.authorised_at == seen.authorised_at:
                    rows.save(connections.refused(present, outcome))
            return Problem(Code.NEEDS_REAUTH, private=outcome.reason)
        if outcome.verdict in _WAITING:
            wait = max(1, int((outcome.until or now) - now))
            return Problem(Code.UNAVAILABLE, "The provider asks for a pause", private=outcome.reason, retry_after=wait)
        return Problem(Code.PROVIDER_REFUSED, private=outcome.reason)


def _present(rows: Rows, connection_id: str) -> Connection:
    found = rows.get(connection_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _unmoved(seen: Connection, before: Connection, after: Connection) -> Connection:
    """The properties were listed with the token seen: after another consent they may be others."""
    if before.authorised_at != seen.authorised_at:
        raise Problem(Code.UNAVAILABLE, private="connected again meanwhile", retry_after=1)
    return after


def _write(rows: Rows, before: Connection, after: Connection, now: float) -> None:
    if connections.forgets(before, after):
        rows.forget(after.id)
        after = replace(after, checked_at=None)
    if after != before:
        rows.save(after)
    if after.share_with_brands != before.share_with_brands:
        rows.decide(after, new_id(now), CONSENT_WORDING, now)
