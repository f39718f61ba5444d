"""How do domain values look from outside? Turns them into the public models, and requests into domain values."""

from functions.connect import connections, consent, destination, schemas
from functions.connect.linking import Answer, Begun, Landing
from functions.connect.ownership import Listed, Wish
from functions.connect.ports import Deletion, Stored
from functions.connect.providers import OFFERS, Kind, Offer
from functions.connect.schemas import (
    ConnectionList,
    ConsentAnswer,
    ConsentStarted,
    DeletionReceipt,
    DeletionStatus,
    PropertyList,
    ProviderInfo,
    ProviderList,
    StoredData,
    UpdateConnection,
    UploadAudience,
)
from functions.connect.self_reports import Told
from functions.connect.wiring import Connect
from functions.shared.audience.self_report import Claim
from functions.shared.client import Client, Cookie
from functions.shared.clock import rfc3339
from functions.shared.provider_clients import NotConfiguredError, ProviderClient, ProviderClients
from functions.shared.signature import Redirect, Reply
from functions.shared.tokens.grants import Provider

COOKIE = "__Host-connect"


def browser(client: Client) -> str | None:
    return client.cookies.get(COOKIE)


def consent_started(begun: Begun) -> Reply[ConsentStarted]:
    """Lax: the provider sends the browser back here from its own site."""
    cookie = Cookie(COOKIE, begun.browser, consent.LIFETIME, same_site="Lax")
    return Reply(ConsentStarted(authorization_url=begun.address), (cookie,))


def consent_answer(query: ConsentAnswer, client: Client) -> Answer:
    return Answer(browser(client), query.state, query.code, query.error)


def sent_back(landing: Landing, site: str) -> Redirect:
    return Redirect(destination.address(site, landing.path, landing.provider.value, landing.result.value))


def providers(clients: ProviderClients) -> ProviderList:
    return ProviderList(items=[_provider(offer, clients) for offer in OFFERS.values()])


def _provider(offer: Offer, clients: ProviderClients) -> ProviderInfo:
    client = _client(clients, offer.provider)
    return ProviderInfo(
        provider=offer.provider.value,
        kind=offer.kind.value,
        audience_of=offer.audience_of.value,
        configured=client is not None or offer.kind is Kind.SELF_REPORTED,
        sandbox=client is not None and client.sandbox,
        scopes=list(offer.scopes),
    )


def connection_list(found: list[Listed], connect: Connect) -> ConnectionList:
    return ConnectionList(items=[connection(each, connect) for each in found], next_cursor=None)


def connection(listed: Listed, connect: Connect) -> schemas.Connection:
    value, stored = listed
    client = _client(connect.clients, value.provider)
    return schemas.Connection(
        id=value.id,
        provider=value.provider.value,
        status=value.status.value,
        reason=value.reason,
        name=value.name or None,
        handle=value.handle or None,
        property_id=value.property_id,
        property_name=value.property_name,
        scopes=list(value.scopes),
        share_with_brands=value.share_with_brands,
        sandbox=client is not None and client.sandbox,
        connected_at=rfc3339(value.created_at),
        checked_at=_time(value.checked_at),
        next_pull_at=_time(value.due_at),
        pulling=value.pulling(connect.now),
        token_expires_at=_time(value.token_expires_at),
        stored=_stored(stored),
    )


def wish(body: UpdateConnection) -> Wish:
    return Wish(body.property_id, body.share_with_brands)


def property_list(found: tuple[connections.Property, ...]) -> PropertyList:
    items = [schemas.Property(id=each.id, name=each.name, account_name=each.account_name) for each in found]
    return PropertyList(items=items, next_cursor=None)


def told(body: UploadAudience) -> Told:
    if body.form is None:
        return Told(csv=body.csv)
    claim = Claim(body.form.handle, body.form.as_of, body.form.followers)
    return Told(claim=claim, shares=body.form.dimensions)


def deletion_receipt(code: str, site: str) -> DeletionReceipt:
    return DeletionReceipt(url=f"{site}/deletion/?code={code}", confirmation_code=code)


def deletion_status(found: Deletion) -> DeletionStatus:
    return DeletionStatus(
        code=found.code,
        state="pending" if found.completed_at is None else "done",
        requested_at=rfc3339(found.requested_at),
        completed_at=_time(found.completed_at),
    )


def _stored(stored: Stored) -> StoredData:
    return StoredData(
        snapshots=stored.snapshots,
        metrics=stored.metrics,
        since=_time(stored.since),
        dimensions=list(stored.dimensions),
    )


def _client(clients: ProviderClients, provider: Provider) -> ProviderClient | None:
    try:
        return clients.of(provider)
    except NotConfiguredError:
        return None


def _time(epoch: float | None) -> str | None:
    return None if epoch is None else rfc3339(epoch)
