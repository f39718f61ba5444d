from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from functions.vault.core import names
from functions.vault.core.nodes import ROOT, Node, NodeState
from functions.vault.core.steps import trashing
from tests.unit.vault.samples import NOW, creation, head, verified

WRITTEN = st.sampled_from(["a.jpg", "A.JPG", "a (2).jpg", "b", "Straße", "STRASSE", "İ", "ı"])


def entries(nodes: tuple[Node, ...]) -> list[tuple[str, str]]:
    return [(node.folder, names.key(node.name)) for node in nodes]


@given(st.lists(WRITTEN, max_size=14), st.sets(WRITTEN), st.integers(0, 10**9))
def test_numbers_have_no_gap_and_names_no_twin(written: list[str], present: set[str], seq: int) -> None:
    taken = frozenset((ROOT, names.key(name)) for name in present)
    plan = creation(head(seq=seq), [verified(n, name=name) for n, name in enumerate(written)], taken, NOW)
    assert [node.seq for node in plan.nodes] == list(range(seq + 1, seq + len(written) + 1))
    assert plan.seq == seq + len(written)
    assert len({*entries(plan.nodes)} | taken) == len(written) + len(taken)


@given(st.lists(st.integers(0, 100), max_size=14))
def test_a_commit_moves_reserved_bytes_to_used_ones(sizes: list[int]) -> None:
    plan = creation(head(), [verified(n, size=size) for n, size in enumerate(sizes)], frozenset(), NOW)
    assert (plan.move.free, plan.move.reserved, plan.move.used) == (0, -sum(sizes), sum(sizes))
    assert plan.move.open_uploads == -len(sizes)
    assert sum(plan.counted.values()) == len(sizes)


def test_a_node_is_what_was_announced_and_seen() -> None:
    file = verified(name="a.jpg", kind="file", mime="text/plain", taken_at="2026-11-21T10:00:00.000Z")
    (node,) = creation(head(), [file], frozenset(), NOW + 5).nodes
    assert (node.id, node.rev_id, node.version_id) == (file.upload.node_id, file.upload.id, "v1")
    assert (node.mime, node.detected_mime) == ("text/plain", "image/jpeg")
    assert (node.rev, node.state, node.created_at) == (1, NodeState.LIVE, NOW)
    assert node.key == file.upload.key


def test_two_files_of_one_name_in_one_batch_both_live() -> None:
    plan = creation(head(), [verified(1, name="IMG_1.JPG"), verified(2, name="img_1.jpg")], frozenset(), NOW)
    assert [node.name for node in plan.nodes] == ["IMG_1.JPG", "img_1 (2).jpg"]


def test_trash_keeps_bytes_and_counts_no_longer() -> None:
    (node,) = creation(head(), [verified()], frozenset(), NOW).nodes
    plan = trashing(head(seq=7), [node], NOW + 1)
    assert plan.nodes == (replace(node, state=NodeState.TRASH, rev=2, seq=8, trashed_at=NOW + 1, modified_at=NOW + 1),)
    assert (plan.move.free, plan.move.used, plan.counted) == (0, 0, {"photo": -1})
