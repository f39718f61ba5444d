"""Where do codes, tokens, verifiers and signed requests go? To the provider and into the vault, and nowhere else."""

import base64
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from functions.connect import triggers
from functions.connect.consent import Trip
from functions.shared.logs import logger
from functions.shared.tokens.grants import Provider
from infra.local.sandbox.exchange import Asked
from infra.local.sandbox.server import Sandbox
from tests.store.connect.people import ACCOUNTS, COOKIE, Person, sqs_event, state_of
from tests.store.connect.place import Place
from tests.store.connect.test_ending import deleted
from tests.store.connect.test_meta import DEAUTHORIZE, SECRET, post, signed

TABLES = ("connections", "consents", "snapshots", "metrics", "deletions")
pytestmark = pytest.mark.parametrize("vault_kind", ["kms", "secrets"], indirect=True)


@contextmanager
def listening(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> Iterator[set[str]]:
    """Every secret that goes over the wire to the provider, in whatever place of a request or an answer."""
    heard: set[str] = set()
    operate = Sandbox._operate

    async def listen(self: Sandbox, operation: Any, asked: Asked) -> Any:
        answer = await operate(self, operation, asked)
        told = {**asked.form, **{name: values[0] for name, values in asked.query.items()}}
        names = ("code", "code_verifier", "refresh_token", "access_token", "token", "client_secret")
        heard.update(told[name] for name in names if told.get(name))
        heard.add(asked.bearer)
        heard.update(_tokens(answer.body))
        return answer

    monkeypatch.setattr(Sandbox, "_operate", listen)
    yield heard
    heard.discard("")


def _tokens(body: bytes) -> set[str]:
    try:
        found = json.loads(body)
    except ValueError:
        return set()
    flat = found["data"][0] if isinstance(found, dict) and isinstance(found.get("data"), list) else found
    return {flat[name] for name in ("access_token", "refresh_token") if isinstance(flat, dict) and name in flat}


def everything_kept(place: Place) -> str:
    """Postgres and DynamoDB as text, binary values too."""
    rows = [str(place.query(f"select row_to_json(found)::text from connect.{table} found")) for table in TABLES]
    rows.append(str(place.query("select row_to_json(found)::text from match.creators found")))
    items = [str(place.items(table)) for table in ("connect", "tokens")]
    return "\n".join([*rows, *items])


def leaked(secrets: set[str], text: str) -> set[str]:
    """As they are, as base64 or percent signs would write them, and cut at the ends."""
    readable = text + unquote(text)
    return {each for each in secrets if any(form in readable for form in _forms(each))}


def _forms(secret: str) -> set[str]:
    encoded = base64.b64encode(secret.encode()).decode().rstrip("=")
    return {secret, encoded, secret[8:-8] if len(secret) > 40 else secret}


def come_and_go(person: Person, provider: str, account: str) -> set[str]:
    """Says yes, comes back twice, starts again and says no. What of it nobody else may ever read."""
    address = person.start(provider)
    back = person.consent(address, account)
    trip = Trip(person.cookies[COOKIE], state_of(address))
    person.come_back(back)
    person.come_back(back)
    person.consent(person.start(provider), account, deny=True)
    return {parse_qs(urlsplit(back).query)["code"][0], trip.browser, trip.verifier}


def test_after_everything_no_secret_is_to_be_found(
    place: Place,
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    log = io.StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", log)
    secrets: set[str] = {SECRET, "sandbox-ga4-secret", "sandbox-youtube-secret"}
    with listening(monkeypatch, place.sandbox) as heard:
        for provider, account in ACCOUNTS.items():
            secrets |= come_and_go(person, provider, account)
        secrets |= {held.grant.token.reveal() for held in person.held().values()}
        kept = everything_kept(place)
        ga4 = person.connection("ga4")
        person.properties(ga4["id"])
        place.sandbox.world.faults.add("google.token", "html_502", times=3)
        place.sandbox.world.faults.add("instagram.me", "190", times=1)
        person.connect("youtube")
        person.connect("instagram")
        request = signed(place)
        post(person, DEAUTHORIZE, request)
        secrets |= {request, request.partition(".")[0]}
        person.delete(ga4["id"])
        triggers.erase(sqs_event(deleted(person.user_id)), place.connect)
    assert person.has_nothing()
    secrets |= heard
    assert len(secrets) > 20
    assert log.getvalue().count('"message": "callback"') == 8
    places = {
        "stores": kept + everything_kept(place),
        "answers": "\n".join(person.answers),
        "log": log.getvalue() + "\n".join(_lines(caplog)),
    }
    states_and_secrets = {name: leaked(secrets, text) for name, text in places.items()}
    assert states_and_secrets == {"stores": set(), "answers": set(), "log": set()}


def _lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """All that loggers said, those of libraries too, but for the browser's and the provider's."""
    own = [record for record in caplog.records if record.name.partition(".")[0] not in {"httpx", "httpcore", "asyncio"}]
    return [f"{record.name} {record.getMessage()} {record.exc_text} {vars(record)}" for record in own]


def test_a_state_is_kept_as_a_hash(place: Place, person: Person) -> None:
    address = person.start("youtube")
    found = str(place.items("connect", person.user_id))
    trip = Trip(person.cookies[COOKIE], state_of(address))
    assert leaked({trip.browser, trip.state, trip.verifier}, found) == set()
    assert trip.state_hash in found


def test_secrets_manager_holds_what_connect_keeps_and_only_there(place: Place, person: Person) -> None:
    person.connected("youtube")
    token = person.held()[Provider.YOUTUBE].grant.token.reveal()
    assert leaked({token}, everything_kept(place)) == set()
    assert leaked({token}, str(list(place.sandbox.world.calls))) == set()
