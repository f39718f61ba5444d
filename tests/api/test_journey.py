"""The whole journey over HTTP only: sign in, back up a real photo, see it, get it back byte by byte."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.clients import App, Eventually, Stack

pytestmark = pytest.mark.stack
PHOTO = (Path(__file__).parent.parent / "fixtures" / "hubble_deep_field.jpg").read_bytes()


def test_a_photo_is_backed_up_and_comes_back(stack: Stack) -> None:
    app = App(stack).sign_in()

    announced = app.announce(PHOTO, "hubble deep field.jpg", taken_at="2026-11-21T10:00:00Z")
    assert announced["status"] == "upload"
    assert f"/storage/{app.user_id}/photos/" in announced["url"]
    assert app.call("GET", "/vault/nodes").json()["items"] == []
    assert httpx.put(announced["url"], content=PHOTO, headers=announced["headers"]).status_code == 200
    done = app.complete(announced["upload_id"])
    assert done["status"] == "committed"

    listed = app.call("GET", "/vault/nodes?kind=photo").json()["items"]
    assert [(node["name"], node["size"], node["state"]) for node in listed] == [
        ("hubble deep field.jpg", len(PHOTO), "live")
    ]
    shown = app.call("GET", f"/vault/nodes/{listed[0]['id']}").json()
    assert _but_for_its_picture(shown) == _but_for_its_picture(listed[0]) == _but_for_its_picture(done["node"])

    link = app.call("GET", f"/vault/nodes/{listed[0]['id']}/content").json()
    fetched = httpx.get(link["url"])
    assert fetched.content == PHOTO
    assert "hubble%20deep%20field.jpg" in fetched.headers["content-disposition"]

    summary = app.call("GET", "/vault/summary").json()
    quota = summary["quota"]
    assert quota["used"] == len(PHOTO)
    assert quota["free"] + quota["reserved"] + quota["used"] == quota["limit"]
    assert summary["counts"]["photo"] == 1

    assert app.call("DELETE", f"/vault/nodes/{listed[0]['id']}").status_code == 204
    assert app.call("GET", "/vault/nodes").json()["items"] == []


def test_the_event_alone_commits_what_was_stored(stack: Stack, eventually: Eventually) -> None:
    """The client dies after its PUT: S3 tells the worker, and the photo is there."""
    app = App(stack).sign_in()
    announced = app.announce(PHOTO)
    assert httpx.put(announced["url"], content=PHOTO, headers=announced["headers"]).status_code == 200
    nodes = eventually(lambda: app.call("GET", "/vault/nodes").json()["items"])
    assert nodes[0]["id"] == announced["node_id"]
    assert app.complete(announced["upload_id"])["status"] == "committed"
    assert app.call("GET", "/vault/summary").json()["quota"]["used"] == len(PHOTO)


def test_the_same_content_is_not_sent_twice(stack: Stack) -> None:
    app = App(stack).sign_in()
    node = app.back_up(PHOTO, "one.jpg")
    again = app.announce(PHOTO, "two.jpg")
    assert (again["status"], again["node_id"]) == ("duplicate", node["id"])


def test_an_equal_name_never_overwrites(stack: Stack) -> None:
    app = App(stack).sign_in()
    first, second = app.back_up(b"first", "IMG_0001.jpg"), app.back_up(b"second", "img_0001.JPG")
    assert first["name"] != second["name"]
    assert len(app.call("GET", "/vault/nodes").json()["items"]) == 2


def test_profile_sessions_and_sign_out(stack: Stack, eventually: Eventually) -> None:
    app = App(stack)
    tokens = app.verify(app.start(), device_name="Telefonum").json()
    assert tokens["is_new"] is True
    app.keep(tokens)
    profile = app.call("PATCH", "/auth/me", {"display_name": "Ayşe", "locale": "en", "role": "influencer"}).json()
    assert (profile["display_name"], profile["locale"], profile["role"]) == ("Ayşe", "en", "influencer")
    sessions = app.call("GET", "/auth/sessions").json()["items"]
    assert [(session["device_name"], session["current"]) for session in sessions] == [("Telefonum", True)]

    app.keep(app.call("POST", "/auth/refresh", {"refresh_token": app.refresh_token}).json())
    assert app.call("POST", "/auth/logout", {"refresh_token": app.refresh_token}).status_code == 204
    assert app.call("POST", "/auth/logout", {"refresh_token": app.refresh_token}).status_code == 204
    refused = app.call("POST", "/auth/refresh", {"refresh_token": app.refresh_token})
    assert (refused.status_code, refused.json()["code"]) == (401, "session_ended")
    eventually(lambda: app.call("GET", "/vault/summary").status_code == 401)
    assert app.call("GET", "/vault/summary").json()["code"] == "session_ended"


def test_an_erased_account_leaves_nothing(stack: Stack, eventually: Eventually) -> None:
    app = App(stack).sign_in()
    node = app.back_up(PHOTO)
    assert app.call("DELETE", "/auth/me").status_code == 204
    bucket = stack.outputs["StorageBucketName"]

    vault = [f"U#{app.user_id}{part}" for part in ("", "#D#root", "#C", "#UP", "#H")] + [f"IDEM#{app.user_id}"]
    vault.append(f"U#{app.user_id}#N#{node['id']}")

    def rows_of(name: str, pk: str) -> int:
        answer = stack.client("dynamodb").query(
            TableName=stack.outputs[name],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
            ConsistentRead=True,
        )
        return int(answer["Count"])

    assert sum(rows_of("VaultTableName", pk) for pk in vault) >= 6, "these are the rows that must go"

    def nothing_left() -> bool:
        objects = stack.client("s3").list_object_versions(Bucket=bucket, Prefix=f"storage/{app.user_id}/")
        return not objects.get("Versions") and not any(rows_of("VaultTableName", pk) for pk in vault)

    eventually(nothing_left)
    assert not any(rows_of("IdentityTableName", f"{kind}#{app.user_id}") for kind in ("U", "S", "A"))


def _but_for_its_picture(node: dict[str, Any]) -> dict[str, Any]:
    """Which comes by itself, and with it the date."""
    return {key: value for key, value in node.items() if key not in ("picture", "taken_at", "date_source")}
