"""Three devices do what they like with one vault; whoever follows the feed from anywhere has what the lists show, and
nothing that was acknowledged is lost: it goes out of the trash only, and only where somebody or the calendar said so.
"""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from functions.vault import upkeep
from functions.vault.tree.trashing import KEPT
from tests.store.vault.people import Owner, Place, item, put
from tests.store.vault.tree import changes, listed, note, patch, replayed, require_sound, trashed, write
from tests.store.vault.versions import back, contents, fresh, revisions

EXAMPLES = 12
STEPS = 25
NAMES = st.sampled_from(["a", "A", "b", "ß", "SS", "İ", "i"])
PICK = st.integers(0, 10**6)
DEVICES = st.integers(0, 2)


class Device:
    """Knows what it was told: where it is in the feed, and every node up to there."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.cursor: str | None = None
        self.known: dict[str, dict[str, Any]] = {}

    def begin(self) -> None:
        """Cursor first, then the lists: what comes in between is told twice."""
        self.cursor = str(self.owner.call("GET", "/vault/changes/latest")[1]["cursor"])
        found = [*listed(self.owner), *trashed(self.owner)]
        self.known = {node["id"]: node for node in found}

    def follow(self, limit: int) -> None:
        feed, self.cursor = changes(self.owner, self.cursor, limit)
        self.known = replayed(self.known, feed)

    def shown(self) -> dict[str, dict[str, Any]]:
        return {key: node for key, node in self.known.items() if not node["trashed_with"]}


class Devices(RuleBasedStateMachine):
    place: Place

    def __init__(self) -> None:
        super().__init__()
        self.owner = self.place.owner()
        self.devices = [Device(self.owner) for _ in range(3)]
        self.witness = Device(self.owner)
        self.waiting: list[tuple[str, bytes]] = []
        self.kept: dict[str, list[bytes]] = {}
        """What was acknowledged, by node; the last is its present content."""
        self.texts: dict[str, str] = {}
        self.may_remove = self.has_aged = False

    @initialize()
    def begin(self) -> None:
        self.make_a_folder("folder", 0)
        self.devices[0].follow(500)
        for name in ("a", "b"):
            self.back_up(name, 0)
        self.write_a_note("note", 0)

    def pick(self, number: int, **like: str) -> dict[str, Any] | None:
        """One of the nodes as some device knows it, however stale that is."""
        known = [*self.devices[number % 3].known.values()]
        fitting = [node for node in known if all(node[key] == value for key, value in like.items())]
        return fitting[number % len(fitting)] if fitting else None

    @rule(name=NAMES, number=PICK)
    def make_a_folder(self, name: str, number: int) -> None:
        parent = self.pick(number, kind="folder")
        body = {"name": name, "parent_id": parent["id"] if parent and number % 3 else None}
        assert self.owner.call("POST", "/vault/folders", body)[0] in (201, 404, 409)

    @rule(name=NAMES, number=PICK)
    def back_up(self, name: str, number: int) -> None:
        parent = self.pick(number, kind="folder", state="live")
        status, node = self.owner.call("GET", "/vault/nodes/{node_id}", node_id=parent["id"] if parent else "x")
        content, place = fresh(), node["id"] if status == 200 and node["state"] == "live" else None
        self.kept[self.owner.back_up(content, name, parent_id=place)["id"]] = [content]

    @rule(number=PICK, policy=st.sampled_from(["copy", "new_revision", "fail"]), late=st.booleans())
    def edit(self, number: int, policy: str, *, late: bool) -> None:
        """Built on what some device knows; committed at once, or when somebody feels like it."""
        node = self.pick(number, kind="photo")
        if node is None:
            return
        terms = {"node_id": node["id"], "if_match": node["rev"], "on_conflict": policy, "device_name": "Phone"}
        content = fresh()
        (answer,) = self.owner.init(item(content, node["name"], **terms))
        if answer["status"] == "rejected":
            assert answer["problem"]["code"] in ("not_found", "precondition_failed")
            return
        assert put(answer, content) == 200
        self.waiting.append((answer["upload_id"], content))
        if not late:
            self.commit()

    @rule()
    def commit(self) -> None:
        told, self.waiting = self.waiting, []
        if told:
            done = self.owner.complete(*(upload_id for upload_id, _ in told))
            for one, (_, content) in zip(done, told, strict=True):
                assert one["status"] == "committed"
                assert content in contents(self.owner, one["node"]["id"])
                self.kept.setdefault(one["node"]["id"], []).append(content)

    @rule(number=PICK)
    def take_a_version_back(self, number: int) -> None:
        node = self.pick(number, kind="photo", state="live")
        if node and self._is_there(node):
            old, content = revisions(self.owner, node["id"])[-1]["rev_id"], contents(self.owner, node["id"])[-1]
            status, _ = back(self.owner, node["id"], old, node["rev"])
            assert status in (200, 409, 412)
            if status == 200:
                self.kept[node["id"]].append(content)

    @rule(name=NAMES, number=PICK)
    def write_a_note(self, name: str, number: int) -> None:
        known = self.pick(number, kind="note")
        if known is None or number % 3 == 0:
            made = note(self.owner, name, f"{name} {number}")
            self.texts[made["node"]["id"]] = f"{name} {number}"
        elif self._is_there(known):
            status, _ = write(self.owner, known["id"], name, f"{name} {number}", known["rev"])
            assert status in (200, 412)
            if status == 200:
                self.texts[known["id"]] = f"{name} {number}"

    @rule(name=NAMES, number=PICK, other=PICK)
    def arrange(self, name: str, number: int, other: int) -> None:
        node, parent = self.pick(number), self.pick(other, kind="folder")
        if node and self._is_there(node):
            moved: dict[str, Any] = {"parent_id": parent["id"] if parent else "root"}
            change = random.Random(number + other).choice([{"name": name}, moved, {"favourite": bool(other % 2)}])
            status, _ = patch(self.owner, node["id"], rev=node["rev"], **change)
            assert status in (200, 404, 409, 412)

    @rule(number=PICK, way=st.sampled_from(["trash", "trash", "restore", "purge", "purge", "empty"]))
    def away_and_back(self, number: int, way: str) -> None:
        """One rule, so that what goes to the trash also comes out of it in one example."""
        if way == "empty":
            assert self.owner.call("DELETE", "/vault/trash") == (200, {"more": False})
            self.may_remove = True
        elif node := self.pick(number, state="live" if way == "trash" else "trash"):
            asked = {
                "trash": ("DELETE", "/vault/nodes/{node_id}"),
                "restore": ("POST", "/vault/nodes/{node_id}/restore"),
                "purge": ("DELETE", "/vault/nodes/{node_id}/purge"),
            }
            status, _ = self.owner.call(*asked[way], node_id=node["id"])
            assert status in (200, 204, 404, 409)
            self.may_remove = (way, status) == ("purge", 204)

    @precondition(lambda self: any(device.cursor for device in self.devices))
    @rule()
    def a_month_goes_by(self) -> None:
        self.place.clock.now += KEPT + 1
        self.may_remove = self.has_aged = True
        upkeep.in_turn(self.place.vault, upkeep.purge, upkeep.thin, upkeep.clear)

    @rule(number=DEVICES, limit=st.integers(1, 7))
    def follow(self, number: int, limit: int) -> None:
        self.devices[number].follow(limit)

    @rule(number=DEVICES)
    def begin_anew(self, number: int) -> None:
        self.devices[number].begin()

    @invariant()
    def some_device_that_follows_has_what_is_there(self) -> None:
        self.devices[0].follow(500)
        there = [*listed(self.owner), *trashed(self.owner)]
        assert self.devices[0].shown() == {node["id"]: node for node in there}

    @invariant()
    def nothing_goes_unasked(self) -> None:
        before = dict(self.witness.known)
        self.witness.follow(500)
        gone = [node for key, node in before.items() if key not in self.witness.known]
        assert not gone or self.may_remove
        assert {node["state"] for node in gone} <= {"trash"}
        self.may_remove = False
        for node in gone:
            self.kept.pop(node["id"], None)
            self.texts.pop(node["id"], None)

    def teardown(self) -> None:
        self.commit()
        self.nothing_goes_unasked()
        self.everything_acknowledged_is_there()
        self.some_device_that_follows_has_what_is_there()
        for device in self.devices:
            device.follow(3)
            assert device.shown() == self.devices[0].shown()
        require_sound(self.place, self.owner)

    def everything_acknowledged_is_there(self) -> None:
        """The present content; those before it by the rules of versions, which a month and ten others may end."""
        assert {*self.kept, *self.texts} <= set(self.witness.known)
        live = {key for key, node in self.witness.known.items() if node["state"] == "live"}
        for node_id in live & set(self.kept):
            found = contents(self.owner, node_id)
            assert found[0] == self.kept[node_id][-1]
            assert self.has_aged or set(self.kept[node_id][-10:]) <= set(found)
        for node_id in live & set(self.texts):
            assert self.owner.call("GET", "/vault/notes/{node_id}", node_id=node_id)[1]["text"] == self.texts[node_id]

    def _is_there(self, node: dict[str, Any]) -> bool:
        return self.owner.call("GET", "/vault/nodes/{node_id}", node_id=node["id"])[0] == 200


def test_replay_from_any_cursor_equals_the_lists(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Devices, "place", place, raising=False)
    run_state_machine_as_test(
        Devices,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
