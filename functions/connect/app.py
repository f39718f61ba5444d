"""Which accounts has a user connected? Consent, connections, own numbers. The table of contents of the service."""

import os
from typing import Any

from chalice.app import Rate, SQSEvent

from functions.connect import triggers, views, wiring
from functions.connect.schemas import (
    Connection,
    ConnectionList,
    ConsentAnswer,
    ConsentStarted,
    Deauthorized,
    DeletionReceipt,
    DeletionStatus,
    PropertyList,
    ProviderList,
    SignedRequest,
    StartConsent,
    UpdateConnection,
    UploadAudience,
)
from functions.connect.wiring import Connect
from functions.shared import migrations
from functions.shared.access import Caller
from functions.shared.client import Client
from functions.shared.http import Service
from functions.shared.signature import Redirect, Reply

app = Service("connect", wiring.wire)
MAX_AUDIENCE = 3 * 1024 * 1024
"""Bytes: a file of a million letters, in JSON."""


@app.endpoint("GET", "/connect/providers")
def providers(caller: Caller, connect: Connect) -> ProviderList:  # noqa: ARG001 - signed-in users only
    return views.providers(connect.clients)


@app.endpoint("POST", "/connect/{provider}/start")
def start(provider: str, body: StartConsent, caller: Caller, client: Client, connect: Connect) -> Reply[ConsentStarted]:
    begun = connect.consents.begin(provider, caller, views.browser(client), body.next, connect.now)
    return views.consent_started(begun)


@app.endpoint("GET", "/connect/{provider}/callback", status=302)
def callback(provider: str, query: ConsentAnswer, client: Client, connect: Connect) -> Redirect:
    return views.sent_back(triggers.returned(provider, views.consent_answer(query, client), connect), connect.site)


@app.endpoint("GET", "/connect/connections")
def connections(caller: Caller, connect: Connect) -> ConnectionList:
    return views.connection_list(connect.connections.listed(caller.user_id), connect)


@app.endpoint("GET", "/connect/connections/{connection_id}")
def connection(connection_id: str, caller: Caller, connect: Connect) -> Connection:
    return views.connection(connect.connections.get(caller.user_id, connection_id), connect)


@app.endpoint("PATCH", "/connect/connections/{connection_id}")
def update(connection_id: str, body: UpdateConnection, caller: Caller, connect: Connect) -> Connection:
    wish = views.wish(body)
    return views.connection(connect.connections.update(caller.user_id, connection_id, wish, connect.now), connect)


@app.endpoint("DELETE", "/connect/connections/{connection_id}", status=204)
def disconnect(connection_id: str, caller: Caller, connect: Connect) -> None:
    connect.ending.disconnect(caller.user_id, connection_id)


@app.endpoint("POST", "/connect/connections/{connection_id}/refresh", status=202)
def refresh(connection_id: str, caller: Caller, connect: Connect) -> Connection:
    return views.connection(connect.connections.refresh(caller.user_id, connection_id, connect.now), connect)


@app.endpoint("GET", "/connect/connections/{connection_id}/properties")
def properties(connection_id: str, caller: Caller, connect: Connect) -> PropertyList:
    return views.property_list(connect.connections.properties(caller.user_id, connection_id, connect.now))


@app.endpoint("POST", "/connect/tiktok/audience", max_body=MAX_AUDIENCE)
def tiktok_audience(body: UploadAudience, caller: Caller, connect: Connect) -> Connection:
    found = connect.self_reports.take(caller.user_id, views.told(body), connect.now)
    return views.connection(found, connect)


@app.endpoint("POST", "/connect/instagram/deauthorize")
def instagram_deauthorize(form: SignedRequest, connect: Connect) -> Deauthorized:
    connect.meta.deauthorize(form.signed_request, connect.now)
    return Deauthorized(done=True)


@app.endpoint("POST", "/connect/instagram/data-deletion")
def instagram_data_deletion(form: SignedRequest, connect: Connect) -> DeletionReceipt:
    return views.deletion_receipt(connect.meta.delete_data(form.signed_request, connect.now), connect.site)


@app.endpoint("GET", "/connect/deletions/{code}")
def deletion(code: str, connect: Connect) -> DeletionStatus:
    return views.deletion_status(connect.meta.deletion(code))


@app.on_sqs_message(queue="connect-erasure", batch_size=1, name="erase")
def erase(event: SQSEvent) -> dict[str, Any]:
    return triggers.erase(event, wiring.wire())


@app.schedule(Rate(15, unit=Rate.MINUTES), name="settle")
def settle(_event: Any) -> dict[str, int]:
    return triggers.settle(wiring.wire())


@app.lambda_function(name="migrate")
def migrate(event: dict[str, Any], _context: Any) -> dict[str, list[str]]:
    """For deployments: only a function inside the network reaches the database."""
    return migrations.handle(event, os.environ)
