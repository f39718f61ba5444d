"""How does a consent become a connection? There and back, over the ports.

    begin    a state is kept, the browser goes to the provider
    finish   state taken -> session still lives -> code exchanged -> scopes enough -> who is it -> stored

[Note: Stored together]
Row and token are written under one lock per user, the token last: what fails before takes the row back with it. Only a
crash between the token and the commit could leave a token without a row; the outbox names it and `settle` forgets it.
Old tokens are replaced, never revoked: Google revokes per project and account, and would take the new one along.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from functions.connect import connections, consent, destination, limits, providers
from functions.connect.connections import Connection, Consented, Status
from functions.connect.consent import Attempt, Result, Trip
from functions.connect.limits import Rates
from functions.connect.ports import (
    Attempts,
    ConnectionStore,
    ConsentPage,
    Exchanged,
    GoogleAccess,
    Outbox,
    Puller,
    RefusedError,
)
from functions.connect.tokens import Tokens
from functions.shared.access import Caller, IdentitySource
from functions.shared.ids import Entropy, new_id
from functions.shared.problems import Code, Problem
from functions.shared.provider_clients import NotConfiguredError, ProviderClient, ProviderClients
from functions.shared.tokens.grants import AccessToken, Grant, Provider


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser brings back."""

    browser: str | None
    state: str | None
    code: str | None
    error: str | None

    def __repr__(self) -> str:
        return "Answer(…)"


@dataclass(frozen=True, slots=True)
class Begun:
    address: str
    browser: str

    def __repr__(self) -> str:
        return "Begun(…)"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the browser goes on, and what is told there."""

    provider: Provider
    path: str
    result: Result
    user_id: str | None = None
    why: str | None = None
    """For the log: one of our words, or a provider's fixed one."""


@dataclass(frozen=True, slots=True)
class Consents:
    pages: Mapping[Provider, ConsentPage]
    google: GoogleAccess
    clients: ProviderClients
    attempts: Attempts
    outbox: Outbox
    sessions: IdentitySource
    store: ConnectionStore
    tokens: Tokens
    rates: Rates
    puller: Puller
    entropy: Entropy
    site: str

    def begin(self, name: str, caller: Caller, browser: str | None, path: str | None, now: float) -> Begun:
        """Raises Problem: not_found, invalid_request (next), provider_unconfigured, rate_limited."""
        provider, back = providers.asked(name).provider, destination.own_path(path)
        client = _client(self.clients, provider)
        limits.charge(self.rates, limits.start(caller.user_id), now)
        trip = consent.set_out(browser, self.entropy)
        self.attempts.keep(
            Attempt(
                state_hash=trip.state_hash,
                browser_hash=trip.browser_hash,
                user_id=caller.user_id,
                session_id=caller.session_id,
                provider=provider,
                path=back,
                expires_at=int(now) + consent.LIFETIME,
            )
        )
        return Begun(self.pages[provider].address(client, self._uri(provider), trip.state, trip.verifier), trip.browser)

    def finish(self, name: str, answer: Answer, clock: Callable[[], float]) -> Landing:
        """Raises Problem(not_found) for a provider without consent."""
        provider, trip = providers.asked(name).provider, consent.returned(answer.browser, answer.state)
        attempt = self.attempts.take(trip.state_hash, trip.browser_hash, provider, clock()) if trip else None
        if attempt is None or trip is None or not self._signed_in(attempt, clock()):
            return Landing(provider, destination.HOME, Result.EXPIRED)
        result, why = self._result(attempt, trip, answer, clock)
        return Landing(provider, attempt.path, result, attempt.user_id, why)

    def _result(
        self, attempt: Attempt, trip: Trip, answer: Answer, clock: Callable[[], float]
    ) -> tuple[Result, str | None]:
        if answer.error is not None:
            return consent.refusal(answer.error), None
        code = consent.code(answer.code)
        if code is None:
            return Result.FAILED, "no_code"
        try:
            return self._link(attempt, trip, code, clock), None
        except (RefusedError, NotConfiguredError, Problem) as refused:
            return Result.FAILED, str(refused)

    def _link(self, attempt: Attempt, trip: Trip, code: str, clock: Callable[[], float]) -> Result:
        provider, page = attempt.provider, self.pages[attempt.provider]
        client = self.clients.of(provider)
        exchanged = page.exchange(client, self._uri(provider), code, trip.verifier, clock())
        if not providers.grants_enough(providers.OFFERS[provider], exchanged.scopes):
            return Result.PARTIAL
        said = self._identified(provider, page, client, exchanged, clock())
        if said is None:
            return Result.NO_ACCOUNT
        connection = self._stored(attempt, exchanged, said)
        if connection is None:
            return Result.EXPIRED
        if connection.status is Status.NEEDS_PROPERTY:
            return Result.NEEDS_PROPERTY
        self.puller.pull(connection)
        return Result.CONNECTED

    def _identified(
        self, provider: Provider, page: ConsentPage, client: ProviderClient, exchanged: Exchanged, now: float
    ) -> Consented | None:
        account = page.account(client, exchanged.access, now)
        properties = self._properties(provider, client, exchanged.access, now)
        if account is None or (provider is Provider.GA4 and not properties):
            return None
        expires_at = None if exchanged.expires_at is None else float(exchanged.expires_at)
        return Consented(account, exchanged.scopes, now, expires_at, properties)

    def _properties(
        self, provider: Provider, client: ProviderClient, access: AccessToken, now: float
    ) -> tuple[connections.Property, ...]:
        return self.google.properties(client, access, now) if provider is Provider.GA4 else ()

    def _stored(self, attempt: Attempt, exchanged: Exchanged, said: Consented) -> Connection | None:
        """[Note: Stored together]; None when the account has gone meanwhile."""
        provider = attempt.provider
        grant = Grant(
            token=exchanged.kept,
            account_id=said.account.id,
            scopes=frozenset(exchanged.scopes),
            obtained_at=int(said.at),
            expires_at=exchanged.expires_at,
        )
        with self.store.changing(attempt.user_id) as rows:
            if self.outbox.barred(attempt.user_id):
                return None
            before = rows.of(provider)
            after = connections.linked(before, new_id(said.at), attempt.user_id, provider, said)
            self.outbox.linking(after.key, said.at)
            if before is not None and before.id == after.id:
                if connections.forgets(before, after):
                    rows.forget(after.id)
                    after = replace(after, checked_at=None)
                rows.save(after)
            else:
                if before is not None:
                    rows.remove(before.id)
                rows.add(after)
            self.tokens.keep(rows, after.key, grant)
        self.outbox.linked(after.key)
        return after

    def _signed_in(self, attempt: Attempt, now: float) -> bool:
        """Asked of the table itself: whoever has signed out since does not connect any more."""
        session = self.sessions.session(attempt.user_id, attempt.session_id)
        return session is not None and session.active and session.expires_at > now

    def _uri(self, provider: Provider) -> str:
        return destination.callback(self.site, provider.value)


def _client(clients: ProviderClients, provider: Provider) -> ProviderClient:
    try:
        return clients.of(provider)
    except NotConfiguredError:
        raise Problem(Code.PROVIDER_UNCONFIGURED) from None
