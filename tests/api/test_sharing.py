"""What leaves a vault, on the deployed stack: links without an account, ZIP files made by the worker, reminders."""

import io
import json
import time
import zipfile
from typing import Any

import httpx
import pytest

from infra.layout import EVENTS
from infra.local.stack import LocalStack
from tests.clients import App, Eventually, Stack

pytestmark = pytest.mark.stack
JPEG = b"\xff\xd8\xff\xe0 a picture"


def invoke(stack: Stack, function: str) -> Any:
    reply = stack.client("lambda").invoke(
        FunctionName=stack.outputs[function], Payload=(EVENTS / "schedule.json").read_bytes()
    )
    answer = json.loads(reply["Payload"].read())
    assert "FunctionError" not in reply, answer
    return answer


def bring_forward(stack: Stack, owner: App) -> None:
    """The next reminder, to a moment ago."""
    at, key = int(time.time()) - 1, {"pk": {"S": f"U#{owner.user_id}"}, "sk": {"S": "REMIND"}}
    stack.client("dynamodb").update_item(
        TableName=stack.outputs["VaultTableName"],
        Key=key,
        UpdateExpression="SET #at = :at, gsi1sk = :place",
        ConditionExpression="attribute_exists(pk)",
        ExpressionAttributeNames={"#at": "at"},
        ExpressionAttributeValues={":at": {"N": str(at)}, ":place": {"S": f"{at:012d}#{owner.user_id}"}},
    )


def test_a_link_opens_without_an_account_and_ends_at_once(stack: Stack) -> None:
    owner, visitor = App(stack).sign_in(), App(stack)
    node = owner.back_up(JPEG, "a.jpg")
    made = owner.call("POST", "/vault/shares", {"node_id": node["id"], "password": "open sesame"}).json()
    link = f"/vault/shared/{made['token']}"
    assert visitor.call("GET", link).json()["needs_password"] is True
    content = f"{link}/nodes/{node['id']}/content"
    assert visitor.call("GET", content).json()["code"] == "password_required"
    assert visitor.call("POST", f"{link}/unlock", {"password": "wrong one"}).status_code == 403
    access = visitor.call("POST", f"{link}/unlock", {"password": "open sesame"}).json()["access"]
    answer = visitor.call("GET", content, x_share_access=access)
    assert httpx.get(answer.json()["url"]).content == JPEG
    assert owner.call("DELETE", f"/vault/shares/{made['id']}").status_code == 204
    for path in (link, content):
        assert visitor.call("GET", path, x_share_access=access).status_code == 404


def test_everything_comes_as_a_zip_file(stack: Stack, eventually: Eventually) -> None:
    owner = App(stack).sign_in()
    owner.back_up(JPEG, "Çınar.jpg")
    owner.back_up(b"", "empty.jpg")
    begun = owner.call("POST", "/vault/archives", {"folder_id": "root"})
    assert begun.status_code == 202, begun.text

    def ready() -> dict[str, Any] | None:
        seen: dict[str, Any] = owner.call("GET", f"/vault/archives/{begun.json()['id']}").json()
        assert seen["state"] != "failed"
        return seen if seen["state"] == "ready" else None

    (volume,) = (eventually(ready) or {})["volumes"]
    with zipfile.ZipFile(io.BytesIO(httpx.get(volume["url"]).content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"Çınar.jpg": JPEG, "empty.jpg": b""}
    assert "archives" in invoke(stack, "VaultPurgeFunctionName")


def test_a_reminder_reaches_the_browser_that_subscribed(stack: LocalStack) -> None:
    owner, push = App(stack).sign_in(), stack.sandbox.world.push
    subscription = push.subscribe(stack.sandbox.base_url)
    made = owner.call("POST", "/vault/push-subscriptions", subscription)
    assert made.status_code == 201, made.text
    rules = owner.call("GET", "/vault/settings").json()
    wanted = {name: value for name, value in rules.items() if name not in ("rev", "saved_at")}
    wanted |= {"automatic": True, "interval_minutes": 60}
    assert owner.call("PUT", "/vault/settings", wanted, if_match=f'"{rules["rev"]}"').status_code == 200
    device = push.device(subscription["endpoint"])

    bring_forward(stack, owner)
    assert invoke(stack, "VaultRemindFunctionName")["reminders"] >= 1
    assert device.messages == [{"kind": "backup_window"}]
    assert device.sender == owner.call("GET", "/vault/push-key").json()["key"]
