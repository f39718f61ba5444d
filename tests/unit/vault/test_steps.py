from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.vault.core import quota, steps
from functions.vault.core.nodes import ROOT, Node, NodeState
from functions.vault.core.quota import Quota
from tests.unit.vault.samples import NOW, USER, creation, head, verified

FOLDER = steps.founding(head(), USER, "f" * 26, "Folder", None, NOW).nodes[0]


def node(number: int = 0, **changes: object) -> Node:
    (made,) = creation(head(), [verified(number)], frozenset(), NOW).nodes
    return replace(made, **changes)  # type: ignore[arg-type] # of a node


def test_a_folder_is_made_live_and_counted_and_costs_nothing() -> None:
    plan = steps.founding(head(seq=3), USER, "f" * 26, "Folder", "parent", NOW)
    (made,) = plan.nodes
    assert (made.seq, made.rev, made.size, made.entry) == (4, 1, 0, ("parent", "folder"))
    assert (plan.op, plan.counted, plan.before) == ("create", {"folder": 1}, {})
    assert (plan.move.free, plan.move.used, plan.move.open_uploads) == (0, 0, 0)


@given(st.integers(1, 40), st.integers(0, 10**9))
def test_every_node_of_a_plan_has_the_next_number_and_revision(number: int, seq: int) -> None:
    before = [node(each, rev=each + 1) for each in range(number)]
    for plan in (steps.trashing(head(seq=seq), before, NOW + 1), steps.purging(head(seq=seq), before, NOW + 1)):
        assert [each.seq for each in plan.nodes] == list(range(seq + 1, seq + number + 1))
        assert plan.seq == seq + number
        assert [each.rev for each in plan.nodes] == [each.rev + 1 for each in before]
        assert plan.before == {each.id: each for each in before}


def test_what_went_by_itself_gives_its_name_away_and_what_went_along_keeps_it() -> None:
    by_itself, along = node(1), node(2)
    (alone,) = steps.trashing(head(), [by_itself], NOW).nodes
    (with_folder,) = steps.trashing(head(), [along], NOW, within="f" * 26).nodes
    assert alone.entry is None
    assert with_folder.entry == along.entry == (ROOT, "2.jpg")
    assert with_folder.trashed_with == "f" * 26


def test_trash_and_restore_are_opposites() -> None:
    start = [node(1), node(2), FOLDER]
    trashed = steps.trashing(head(), start, NOW + 1)
    back = steps.restoring(head(), trashed.nodes, NOW + 2)
    assert [replace(each, rev=1, seq=0, modified_at=0) for each in back.nodes] == [
        replace(each, rev=1, seq=0, modified_at=0) for each in start
    ]
    assert (trashed.counted, back.counted) == ({"photo": -2, "folder": -1}, {"photo": 2, "folder": 1})


def test_what_is_in_the_trash_already_is_not_counted_twice() -> None:
    (trashed,) = steps.trashing(head(), [node()], NOW).nodes
    assert steps.trashing(head(), [trashed], NOW, within="f" * 26).counted == {}
    assert steps.purging(head(), [trashed], NOW).counted == {}
    assert steps.purging(head(), [node()], NOW).counted == {"photo": -1}


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=16), st.lists(st.integers(0, 1000), max_size=40))
def test_purging_gives_the_bytes_of_all_contents_back(sizes: list[int], earlier: list[int]) -> None:
    total = sum(sizes) + sum(earlier)
    full = Quota(limit=total, free=0, used=total)
    plan = steps.purging(head(), [node(number, size=size) for number, size in enumerate(sizes)], NOW, earlier)
    assert full.after(plan.move) == Quota(limit=total, free=total)
    assert plan.move == quota.purge([*sizes, *earlier])
    assert all(each.state is NodeState.TRASH for each in plan.nodes)


@pytest.mark.parametrize(("name", "parent_id"), [("b.jpg", None), ("0.jpg", "folder"), ("b.jpg", "folder")])
def test_an_update_changes_the_entry_and_counts_nothing(name: str, parent_id: str | None) -> None:
    before = node()
    plan = steps.updating(head(), before, replace(before, name=name, parent_id=parent_id), NOW)
    assert plan.nodes[0].entry == (parent_id or ROOT, name)
    assert (plan.op, plan.counted) == ("update", {})


def test_a_restore_to_another_place_takes_its_name_there() -> None:
    (trashed,) = steps.trashing(head(), [node(parent_id="gone")], NOW).nodes
    (back,) = steps.restoring_to(head(), trashed, None, "0 (2).jpg", NOW).nodes
    assert (back.entry, back.state, back.trashed_at) == ((ROOT, "0 (2).jpg"), NodeState.LIVE, None)
