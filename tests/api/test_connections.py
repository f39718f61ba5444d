"""Connect, look, share, disconnect, on the deployed stack: the consent page, the callback, the queue, the worker, and
every place where data and tokens lie.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from functions.shared import pulls
from functions.shared.ids import new_id
from infra import redrive
from infra.deploy import stack_of
from infra.local.stack import LocalStack
from tests.clients import App, Eventually

pytestmark = pytest.mark.stack

COMPANY, CREATOR, INSTAGRAM = "atolye@sandbox.test", "deniz@sandbox.test", "deniz.sandbox"
TABLES = ("connect.connections", "connect.consents", "connect.snapshots", "connect.metrics", "match.creators")


@pytest.fixture
def person(stack: LocalStack) -> App:
    return App(stack).sign_in()


def connect(stack: LocalStack, app: App, provider: str, account: str, **choice: Any) -> str:
    """The whole trip of a browser; answers the `result` that the page is told."""
    started = app.call("POST", f"/connect/{provider}/start", {})
    assert started.status_code == 200, started.text
    cookie = started.headers["set-cookie"].partition(";")[0]
    back = stack.sandbox.consent(started.json()["authorization_url"], account, **choice)
    assert back.startswith(f"{stack.base_url}/api/connect/{provider}/callback?")
    landed = app.http.get(back.removeprefix(stack.base_url).removesuffix("#_"), headers={"cookie": cookie})
    assert landed.status_code == 302, landed.text
    return parse_qs(urlsplit(landed.headers["location"]).query)["result"][0]


def connection(app: App, provider: str) -> dict[str, Any]:
    items = app.call("GET", "/connect/connections").json()["items"]
    return next((item for item in items if item["provider"] == provider), {})


def audience(app: App, provider: str) -> dict[str, Any]:
    items = app.call("GET", "/match/audience").json()["items"]
    return next((item for item in items if item["provider"] == provider and item["dimensions"]), {})


def query(stack: LocalStack, sql: str, *values: Any) -> list[Any]:
    with psycopg.connect(stack.database_url) as opened:
        return opened.execute(sql.encode(), values).fetchall()


def rows_of(stack: LocalStack, connection_id: str) -> dict[str, int]:
    """How many rows of each table speak of a connection."""
    counts = {}
    for table in TABLES:
        column = "id" if table == "connect.connections" else "connection_id"
        (counts[table],) = query(stack, f"select count(*) from {table} where {column} = %s", connection_id)[0]
    return counts


def secret_of(stack: LocalStack, app: App) -> dict[str, Any] | None:
    """What Secrets Manager holds of a user; None when there is no secret."""
    secrets = stack.client("secretsmanager")
    try:
        value = secrets.get_secret_value(SecretId=f"infofluencer/local/tokens/{app.user_id}")
    except secrets.exceptions.ResourceNotFoundException:
        return None
    return dict(json.loads(value["SecretString"])["held"])


def test_a_company_sees_its_audience_after_picking_a_property(
    stack: LocalStack, person: App, eventually: Eventually
) -> None:
    assert connect(stack, person, "ga4", COMPANY) == "needs_property"
    found = connection(person, "ga4")
    listed = person.call("GET", f"/connect/connections/{found['id']}/properties").json()["items"]
    assert len(listed) == 2
    chosen = person.call("PATCH", f"/connect/connections/{found['id']}", {"property_id": listed[0]["id"]})
    assert (chosen.status_code, chosen.json()["pulling"]) == (200, True)
    seen = eventually(lambda: audience(person, "ga4"))
    states = {dimension["name"]: dimension["state"] for dimension in seen["dimensions"]}
    assert {states[name] for name in ("age", "gender", "country", "device", "language")} == {"value"}
    assert all(dimension["sample_size"] > 0 for dimension in seen["dimensions"] if dimension["state"] == "value")
    after = connection(person, "ga4")
    assert (after["status"], after["sandbox"], after["pulling"]) == ("active", True, False)
    assert after["stored"]["snapshots"] == 1


def test_a_creator_shares_one_account_disconnects_the_other_and_nothing_of_it_is_left(
    stack: LocalStack, person: App, eventually: Eventually
) -> None:
    assert connect(stack, person, "instagram", INSTAGRAM) == "connected"
    assert connect(stack, person, "youtube", CREATOR) == "connected"
    eventually(lambda: audience(person, "instagram"))
    eventually(lambda: audience(person, "youtube"))
    instagram, youtube = connection(person, "instagram"), connection(person, "youtube")
    index = "select connection_id from match.creators where user_id = %s"
    assert query(stack, index, person.user_id) == []
    for each in (instagram, youtube):
        shared = person.call("PATCH", f"/connect/connections/{each['id']}", {"share_with_brands": True})
        assert (shared.status_code, shared.json()["share_with_brands"]) == (200, True)
    assert {row[0] for row in query(stack, index, person.user_id)} == {instagram["id"], youtube["id"]}
    assert set(secret_of(stack, person) or {}) >= {"instagram"}

    gone = person.call("DELETE", f"/connect/connections/{youtube['id']}")
    assert gone.status_code == 204, gone.text
    assert rows_of(stack, youtube["id"]) == dict.fromkeys(TABLES, 0)
    assert "youtube" not in (secret_of(stack, person) or {})
    assert query(stack, index, person.user_id) == [(instagram["id"],)]
    assert connection(person, "youtube") == {}
    assert audience(person, "youtube") == {}
    assert rows_of(stack, instagram["id"])["connect.snapshots"] == 1
    assert person.call("DELETE", f"/connect/connections/{youtube['id']}").status_code == 404
    assert stack.sandbox.world.counts["google.revoke"] > 0

    person.call("PATCH", f"/connect/connections/{instagram['id']}", {"share_with_brands": False})
    assert query(stack, index, person.user_id) == []
    assert len(query(stack, "select 1 from connect.consents where connection_id = %s", instagram["id"])) == 2


def test_a_strangers_connection_is_404_everywhere(stack: LocalStack, person: App) -> None:
    assert connect(stack, person, "youtube", CREATOR) == "connected"
    path = f"/connect/connections/{connection(person, 'youtube')['id']}"
    stranger = App(stack).sign_in()
    for method, tail, body in (
        ("GET", "", None),
        ("PATCH", "", {"share_with_brands": True}),
        ("DELETE", "", None),
        ("POST", "/refresh", {}),
        ("GET", "/properties", None),
    ):
        answer = stranger.call(method, path + tail, body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), tail
    assert connection(person, "youtube")["share_with_brands"] is False
    assert stranger.call("GET", "/match/audience").json()["items"] == []


def test_an_erased_account_leaves_nothing(stack: LocalStack, person: App, eventually: Eventually) -> None:
    assert connect(stack, person, "instagram", INSTAGRAM) == "connected"
    eventually(lambda: audience(person, "instagram"))
    found = connection(person, "instagram")
    assert person.call("DELETE", "/auth/me").status_code == 204
    eventually(lambda: rows_of(stack, found["id"]) == dict.fromkeys(TABLES, 0))
    eventually(lambda: secret_of(stack, person) is None)


def test_no_token_is_in_clear_anywhere_but_in_secrets_manager(
    stack: LocalStack, person: App, eventually: Eventually
) -> None:
    assert connect(stack, person, "youtube", CREATOR) == "connected"
    eventually(lambda: audience(person, "youtube"))
    held = secret_of(stack, person)
    assert held
    token = held["youtube"]["grant"]["token"]
    assert len(token) > 40
    places = {
        "Postgres": str([query(stack, f"select to_jsonb(t)::text from {table} t") for table in TABLES]),
        "API": person.call("GET", "/connect/connections").text + person.call("GET", "/match/audience").text,
        "DynamoDB": "".join(_items(stack)),
        "logs": "".join(_log_lines(stack)),
    }
    assert all(places.values())
    for part in (token, token[4:40], base64.b64encode(token.encode()).decode()):
        assert [place for place, text in places.items() if part in text] == []


def _items(stack: LocalStack) -> Iterator[str]:
    dynamodb = stack.client("dynamodb")
    for name in dynamodb.list_tables()["TableNames"]:
        for page in dynamodb.get_paginator("scan").paginate(TableName=name):
            yield str(page["Items"])


def _log_lines(stack: LocalStack) -> Iterator[str]:
    logs = stack.client("logs")
    for page in logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix="/infofluencer/"):
        for group in page["logGroups"]:
            for events in logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"]):
                yield from (event["message"] for event in events["events"])


def test_a_poison_message_ends_in_the_dead_letters_and_one_command_brings_it_back(
    stack: LocalStack, person: App, eventually: Eventually
) -> None:
    sqs, outputs = stack.client("sqs"), stack.outputs
    alive, dead = outputs["RefreshQueueUrl"], outputs["RefreshDeadLetterQueueUrl"]
    before = sqs.get_queue_attributes(QueueUrl=alive, AttributeNames=["VisibilityTimeout"])["Attributes"]
    sqs.set_queue_attributes(QueueUrl=alive, Attributes={"VisibilityTimeout": "1"})  # or it would take five half hours
    try:
        sqs.send_message(QueueUrl=alive, MessageBody='{"poison": true}')
        assert connect(stack, person, "instagram", INSTAGRAM) == "connected"
        eventually(lambda: audience(person, "instagram"))  # the poison beside it harms nobody
        eventually(lambda: _waiting(sqs, dead) == 1)
        assert redrive.redrive(stack_of(stack.cloud, "local"), "refresh", pause=0.2) == 1
        eventually(lambda: _waiting(sqs, dead) == 1)  # it still is poison: it comes back by itself
    finally:
        sqs.set_queue_attributes(QueueUrl=alive, Attributes=before)
        sqs.purge_queue(QueueUrl=dead)


def _waiting(sqs: Any, queue: str) -> int:
    told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])
    return int(told["Attributes"]["ApproximateNumberOfMessages"])


def test_a_message_for_a_connection_that_is_not_there_does_nothing(stack: LocalStack, eventually: Eventually) -> None:
    sqs, alive = stack.client("sqs"), stack.outputs["RefreshQueueUrl"]
    sqs.send_message(QueueUrl=alive, MessageBody=pulls.encode(pulls.Pull(new_id(0), 0)))
    eventually(lambda: _waiting(sqs, alive) == 0)
    assert _waiting(sqs, stack.outputs["RefreshDeadLetterQueueUrl"]) == 0
