"""Ctrl-C and `make run` again: who was signed in still is, and what was backed up is still there."""

from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local.stack import LocalStack
from tests.clients import App, Eventually

pytestmark = pytest.mark.stack
PHOTO = (Path(__file__).parent.parent / "fixtures" / "rocket.jpg").read_bytes()


def shown(app: App, node_id: str) -> dict[str, Any] | None:
    """The node once its picture is there: from then on nothing changes it by itself."""
    node: dict[str, Any] = app.call("GET", f"/vault/nodes/{node_id}").json()
    return node if node["picture"]["state"] == "ready" else None


def test_a_restart_loses_nothing(tmp_path: Path, eventually: Eventually) -> None:
    running = LocalStack.start(tmp_path)
    try:
        before = App(running).sign_in()
        node = eventually(partial(shown, before, before.back_up(PHOTO, "rocket.jpg")["id"])) or {}
    finally:
        running.stop()

    running = LocalStack.start(tmp_path)
    try:
        after = App(running, phone=before.phone, refresh_token=before.refresh_token)
        answer = after.call("POST", "/auth/refresh", {"refresh_token": before.refresh_token})
        assert answer.status_code == 200, answer.text
        after.keep(answer.json())
        assert after.call("GET", f"/vault/nodes/{node['id']}").json() == node
        link = after.call("GET", f"/vault/nodes/{node['id']}/content").json()["url"]
        assert httpx.get(link).content == PHOTO
        small = after.call("GET", f"/vault/nodes/{node['id']}/thumbnail").json()["url"]
        assert httpx.get(small).status_code == 200
        assert after.back_up(b"and it goes on", "more.jpg")["name"] == "more.jpg"
    finally:
        running.stop()
