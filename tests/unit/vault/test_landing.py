"""Whatever order two devices upload, rename and trash in, every content that was acknowledged can be had."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.ids import new_id
from functions.vault.core import names, steps
from functions.vault.core.head import Head
from functions.vault.core.nodes import ROOT, Entry, Node, Plan
from functions.vault.uploads import conflicts
from functions.vault.uploads.conflicts import Verdict
from functions.vault.uploads.contents import Verified
from functions.vault.uploads.landing import CREATED, REPLACED, ROOM, land
from functions.vault.uploads.ports_uploads import Ground
from functions.vault.uploads.terms import OnConflict, Terms
from tests.unit.vault.samples import NOW, creation, head, sha256, verified

NAMES = st.sampled_from(["a.jpg", "A.JPG", "b.jpg"])
POLICIES = st.sampled_from(list(OnConflict))
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("upload"), NAMES, st.integers(0, 5), st.integers(-2, 1), POLICIES),
        st.tuples(st.just("rename"), NAMES, st.integers(0, 5)),
        st.tuples(st.just("trash"), st.integers(0, 5)),
        st.tuples(st.just("purge"), st.integers(0, 5)),
        st.tuples(st.just("commit"), st.integers(1, 4)),
    ),
    max_size=30,
)


@dataclass
class Model:
    """A vault in memory that carries plans out, and holds every content by node and revision."""

    head: Head = field(default_factory=head)
    nodes: dict[str, Node] = field(default_factory=dict)
    contents: dict[str, dict[str, str]] = field(default_factory=dict)
    waiting: list[Verified] = field(default_factory=list)
    purged: set[str] = field(default_factory=set)
    number: int = 0

    def pick(self, number: int) -> Node | None:
        known = list(self.nodes.values())
        return known[number % len(known)] if known else None

    def apply(self, plan: Plan) -> None:
        assert [node.seq for node in plan.nodes] == list(range(self.head.seq + 1, plan.seq + 1))
        assert len({node.id for node in plan.nodes}) == len(plan.nodes)
        for node in plan.nodes:
            assert plan.before.get(node.id) == self.nodes.get(node.id)
            assert node.id not in self.purged
            self.nodes[node.id] = node
            if node.sha256 not in self.contents.setdefault(node.id, {}).values():
                self.contents[node.id][node.rev_id] = node.sha256
        held = [node.entry for node in self.nodes.values() if node.entry]
        assert len(held) == len(set(held))
        self.head = replace(self.head, seq=plan.seq)

    def ground(self) -> Ground:
        holders: dict[Entry, Node] = {node.entry: node for node in self.nodes.values() if node.entry}
        return Ground(self.head, {}, frozenset(holders), frozenset(), self.nodes, holders)

    def announce(self, name: str, node: Node | None, step: int, policy: OnConflict) -> None:
        self.number += 1
        terms = Terms(node.id if node else None, node.rev + step if node else None, policy)
        rev_id = new_id(NOW + self.number)
        node_id = node.id if node else new_id(NOW + self.number)
        self.waiting.append(verified(self.number, id=rev_id, node_id=node_id, name=name, terms=terms))

    def commit(self, number: int) -> list[Verified]:
        files, self.waiting = self.waiting[:number], self.waiting[number:]
        left = files
        while left:
            plan, rest = land(self.head, left, self.ground(), NOW)
            assert len(plan.nodes) + len(rest) == len(left)
            assert plan.nodes
            self.apply(plan)
            left = rest
        return files


@given(ACTS)
def test_every_acknowledged_content_is_some_revision_of_some_node(acts: Sequence[tuple]) -> None:  # type: ignore[type-arg] # of five kinds
    model, acknowledged = Model(), set[str]()
    for act, *told in [*acts, ("commit", 99)]:
        node = model.pick(told[-1]) if act in ("rename", "trash", "purge") else None
        if act == "upload":
            name, pick, step, policy = told
            model.announce(name, model.pick(pick) if pick else None, step, policy)
        elif act == "commit":
            acknowledged |= {file.upload.sha256 for file in model.commit(told[0])}
        elif node and act == "trash" and node.is_live:
            model.apply(steps.trashing(model.head, [node], NOW))
        elif node and act == "rename" and node.is_live:
            taken = {key for folder, key in model.ground().taken if folder == ROOT}
            model.apply(steps.updating(model.head, node, replace(node, name=names.free(told[0], taken, "x")), NOW))
        elif node and act == "purge" and not node.is_live:
            acknowledged -= set(model.contents.pop(node.id).values())
            model.purged.add(model.nodes.pop(node.id).id)
            model.head = replace(model.head, seq=model.head.seq + 1)
    assert acknowledged <= {content for kept in model.contents.values() for content in kept.values()}


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_a_plan_fits_into_a_transaction(replaces: list[bool]) -> None:
    base = creation(head(), [verified(n, name=f"{n}") for n in range(14)], frozenset(), NOW)
    known = {node.id: node for node in base.nodes}
    ids = [*known]
    files = [
        verified(100 + n, id=new_id(NOW + n), name="x", terms=Terms(ids[n % 14], 1), node_id=ids[n % 14])
        if replacing
        else verified(100 + n, id=new_id(NOW + n), node_id=new_id(NOW + n))
        for n, replacing in enumerate(replaces)
    ]
    plan, left = land(head(seq=14), files, Ground(None, {}, frozenset(), frozenset(), known), NOW)
    assert sum(REPLACED if node.id in plan.before else CREATED for node in plan.nodes) <= ROOM
    assert {node.rev_id for node in plan.nodes} | {file.upload.id for file in left} == {f.upload.id for f in files}
    assert plan.move.used == -plan.move.reserved == sum(node.size for node in plan.nodes)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (Terms("x", 4), Verdict.BESIDE),
        (Terms("x", 5), Verdict.NEXT),
        (Terms("x", 7), Verdict.NEXT),
        (Terms("x", 8), Verdict.BESIDE),
        (Terms("x"), Verdict.BESIDE),
        (Terms("x", 4, OnConflict.NEW_REVISION), Verdict.NEXT),
        (Terms("x", 4, OnConflict.FAIL), Verdict.BESIDE),
    ],
)
def test_a_content_follows_on_what_its_device_has_seen(terms: Terms, expected: Verdict) -> None:
    (node,) = creation(head(), [verified()], frozenset(), NOW).nodes
    assert conflicts.verdict(terms, replace(node, rev=7, content_rev=5)) is expected
    assert conflicts.verdict(terms, None) is Verdict.NEW


@given(st.text(max_size=80), st.text(max_size=60))
def test_the_name_of_a_copy_is_a_name(written: str, device: str) -> None:
    try:
        name = names.parse("x" + written * 5 + ".jpg")
    except Exception:  # noqa: BLE001 - what is no name has no copy
        return
    beside = conflicts.name_beside(name, device, NOW)
    assert names.parse(beside) == beside
    assert " (conflicted copy 2026-11-21" in beside
    assert beside.endswith(".jpg")


def test_the_same_content_twice_is_one_hash_of_two_nodes() -> None:
    plan = creation(head(), [verified(1, sha256=sha256(7)), verified(2, sha256=sha256(7))], frozenset(), NOW)
    assert {node.sha256 for node in plan.nodes} == {sha256(7)}
    assert len({node.name for node in plan.nodes}) == 2
