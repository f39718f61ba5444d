"""Three devices, one vault, over HTTP: whoever follows the feed from anywhere has what the lists show, and nothing that
was acknowledged is lost. Few steps: a call takes 50 ms here. Many more, in process: tests/store/vault/test_sync.py.
"""

import unicodedata
from collections import Counter
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.clients import App, Stack

pytestmark = pytest.mark.stack
EXAMPLES, STEPS = 3, 12
NAMES = st.sampled_from(["a", "A", "ß", "SS", "İ", "i"])
PICK = st.integers(0, 10**6)
Known = dict[str, dict[str, Any]]


class Device:
    """Where it is in the feed, and what it was told up to there."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.cursor: str | None = None
        self.known: Known = {}
        self.gone: Known = {}
        """What was purged, as it was before."""
        self.seen: list[int] = []

    def begin(self) -> None:
        self.cursor = self.app.call("GET", "/vault/changes/latest").json()["cursor"]
        self.known, self.seen = {node["id"]: node for node in there(self.app)}, []

    def follow(self, limit: int) -> None:
        while True:
            after = f"&cursor={self.cursor}" if self.cursor else ""
            page = self.app.call("GET", f"/vault/changes?limit={limit}{after}").json()
            self.seen += [change["seq"] for change in page["items"]]
            for change in page["items"]:
                before = self.known.pop(change["node_id"], None)
                if change["node"]:
                    self.known[change["node_id"]] = change["node"]
                elif before:
                    self.gone[change["node_id"]] = before
            self.cursor = page["next_cursor"]
            if not page["has_more"]:
                return

    def shown(self) -> Known:
        return {key: node for key, node in self.known.items() if not node["trashed_with"]}


def there(app: App) -> list[dict[str, Any]]:
    """All that is listed, live and in the trash; it fits into a page."""
    pages = [app.call("GET", f"/vault/{route}?limit=200").json() for route in ("nodes", "trash")]
    assert [page["next_cursor"] for page in pages] == [None, None]
    return [node for page in pages for node in page["items"]]


class Devices(RuleBasedStateMachine):
    stack: Stack

    @initialize()
    def sign_in(self) -> None:
        self.app = App(self.stack).sign_in()
        self.devices = [Device(self.app) for _ in range(3)]
        self.kept: dict[str, list[bytes]] = {}
        """What was acknowledged, by node; the last is its present content."""
        self.purged: set[str] = set()
        self.written = 0
        self.add_folder("folder", 0)
        self.back_up("first", 0)

    def pick(self, number: int, **like: str) -> dict[str, Any] | None:
        """One as some device knows it, however stale that is."""
        known = self.devices[number % 3].known.values()
        fitting = [node for node in known if all(node[key] == value for key, value in like.items())]
        return fitting[number % len(fitting)] if fitting else None

    @rule(name=NAMES, number=PICK)
    def add_folder(self, name: str, number: int) -> None:
        parent = self.pick(number, kind="folder")
        body = {"name": name, "parent_id": parent["id"] if parent else None}
        assert self.app.call("POST", "/vault/folders", body).status_code in (201, 404, 409)

    @rule(name=NAMES, number=PICK)
    def back_up(self, name: str, number: int) -> None:
        parent = self.pick(number, kind="folder", state="live")
        self.send(name, parent_id=parent["id"] if parent else None)

    @rule(number=PICK, policy=st.sampled_from(["copy", "new_revision", "fail"]))
    def edit(self, number: int, policy: str) -> None:
        """Built on what some device knows."""
        if node := self.pick(number, kind="photo"):
            self.send(node["name"], node_id=node["id"], if_match=node["rev"], on_conflict=policy, device_name="Phone")

    def send(self, name: str, **terms: Any) -> None:
        self.written += 1
        content = f"{name} {self.written}".encode()
        announced = self.app.announce(content, name, **terms)
        if announced["status"] == "rejected":  # the folder or the node went meanwhile, or has another content
            assert announced["problem"]["code"] in ("not_found", "precondition_failed")
            return
        assert httpx.put(announced["url"], content=content, headers=announced["headers"]).status_code == 200
        done = self.app.complete(announced["upload_id"])
        assert done["status"] == "committed", done
        self.kept.setdefault(done["node"]["id"], []).append(content)

    @rule(name=NAMES, number=PICK, other=PICK)
    def arrange(self, name: str, number: int, other: int) -> None:
        if node := self.pick(number):
            parent = self.pick(other, kind="folder")
            moved = {"parent_id": parent["id"] if parent else "root"}
            change = {"name": name} if other % 2 else moved
            answer = self.app.call("PATCH", f"/vault/nodes/{node['id']}", change, if_match=f'W/"{node["rev"]}"')
            assert answer.status_code in (200, 404, 409, 412), answer.text
            assert answer.status_code != 200 or answer.headers["etag"].strip("W/") == f'"{answer.json()["rev"]}"'

    @rule(number=PICK, way=st.sampled_from(["trash", "restore", "purge"]))
    def away_and_back(self, number: int, way: str) -> None:
        if node := self.pick(number):
            path = f"/vault/nodes/{node['id']}"
            method, path = {"trash": ("DELETE", path), "restore": ("POST", f"{path}/restore")}.get(
                way, ("DELETE", f"{path}/purge")
            )
            status = self.app.call(method, path).status_code
            assert status in (200, 204, 404, 409)
            if way == "purge" and status == 204:
                self.purged.add(node["id"])

    @rule(number=PICK, limit=st.integers(1, 7))
    def follow(self, number: int, limit: int) -> None:
        self.devices[number % 3].follow(limit)

    @rule(number=PICK)
    def begin_anew(self, number: int) -> None:
        self.devices[number % 3].begin()

    def teardown(self) -> None:
        if not hasattr(self, "app"):
            return
        now = there(self.app)
        witness = Device(self.app)
        for device in (*self.devices, witness):
            device.follow(50)
            assert device.shown() == {node["id"]: node for node in now}
            assert device.seen == [*range(device.seen[0], device.seen[0] + len(device.seen))] if device.seen else True
        live = [node for node in now if node["state"] == "live"]
        folded = Counter((node["parent_id"], unicodedata.normalize("NFC", node["name"]).casefold()) for node in live)
        assert not [name for name, number in folded.items() if number > 1]
        assert not [node for node in witness.gone.values() if node["state"] != "trash"]
        assert not [node for node in witness.gone.values() if not self.purged & {node["id"], node["trashed_with"]}]
        assert set(self.kept) <= {*witness.known, *witness.gone}
        stored = sum(self.require_contents(node_id) for node_id in set(self.kept) & set(witness.known))
        quota = self.app.call("GET", "/vault/summary").json()["quota"]
        assert quota["used"] == stored
        assert quota["free"] + quota["reserved"] + quota["used"] == quota["limit"]

    def require_contents(self, node_id: str) -> int:
        """All that was acknowledged for it is there; bytes."""
        path = f"/vault/nodes/{node_id}"
        revisions = [
            f"{path}/revisions/{one['rev_id']}" for one in self.app.call("GET", f"{path}/revisions").json()["items"]
        ]
        links = [self.app.call("GET", f"{place}/content").json() for place in (path, *revisions)]
        present, *contents = [httpx.get(link["url"]).content for link in links]
        assert present == contents[0] == self.kept[node_id][-1]
        assert set(contents) == set(self.kept[node_id])
        return sum(len(content) for content in contents)


def test_three_devices_come_to_the_same(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Devices, "stack", stack, raising=False)
    run_state_machine_as_test(
        Devices,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=(Phase.generate,),  # each example signs somebody in: shrinking would take minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
