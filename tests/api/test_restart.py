"""Ctrl-C and `make run` again: who was signed in still is, and what was backed up is still there."""

from pathlib import Path

import httpx
import pytest

from infra.local.stack import LocalStack
from tests.clients import App

pytestmark = pytest.mark.stack
PHOTO = (Path(__file__).parent.parent / "fixtures" / "rocket.jpg").read_bytes()


def test_a_restart_loses_nothing(tmp_path: Path) -> None:
    running = LocalStack.start(tmp_path)
    try:
        before = App(running).sign_in()
        node = before.back_up(PHOTO, "rocket.jpg")
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
        assert after.back_up(b"and it goes on", "more.jpg")["name"] == "more.jpg"
    finally:
        running.stop()
