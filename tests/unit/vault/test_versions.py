from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from functions.vault.core.objects import ObjectKey
from functions.vault.versions import versions
from functions.vault.versions.versions import KEPT, KEPT_FOR, Revision
from tests.unit.vault.samples import NOW, USER, creation, head, verified

DAY = 86_400


def history(ages: Sequence[int]) -> list[Revision]:
    """Superseded so many days ago, the last one present; in the order of their coming."""
    made = [
        Revision(
            ObjectKey(USER, "photo", "n", f"r{n}"), n + 1, 1, "", "", None, None, NOW, superseded_at=NOW - age * DAY
        )
        for n, age in enumerate(sorted(ages, reverse=True))
    ]
    return [*made, Revision(ObjectKey(USER, "photo", "n", "now"), len(ages) + 1, 1, "", "", None, None, NOW)]


@given(st.lists(st.integers(0, 60), max_size=30), st.randoms())
def test_at_most_ten_none_too_old_and_always_the_present_one(ages: list[int], order: object) -> None:
    known = history(ages)
    order.shuffle(known)  # type: ignore[attr-defined] # random.Random
    gone = versions.superfluous(known, NOW)
    kept = [one for one in known if one not in gone]
    assert len(kept) <= KEPT
    assert [one.id for one in kept if one.superseded_at is None] == ["now"]
    assert all(one.superseded_at is None or one.superseded_at > NOW - KEPT_FOR for one in kept)
    young = sum(age < 30 for age in ages)
    assert len(kept) == 1 + min(young, KEPT - 1)
    assert max((one.rev for one in gone), default=0) < min(one.rev for one in kept)


@given(st.lists(st.integers(0, 29), max_size=9))
def test_the_next_look_is_when_the_oldest_ends(ages: list[int]) -> None:
    look = versions.next_look(history(ages))
    assert look == (NOW + (30 - max(ages)) * DAY if ages else None)


def test_a_content_is_the_one_that_the_node_shows() -> None:
    (made,) = creation(head(), [verified(1)], frozenset(), NOW).nodes
    for node in (made, replace(made, home="elsewhere", content_rev=3), replace(made, title="t", excerpt="e")):
        revision = versions.revision_of(node, NOW, "Pixel")
        assert revision.presented(node) == node
        assert (revision.key, revision.rev, revision.title) == (node.key, node.content_rev, node.title)
        assert (revision.created_at, revision.device_name, revision.superseded_at) == (NOW, "Pixel", None)


def test_a_content_that_comes_back_is_what_it_was() -> None:
    (node,) = creation(head(), [verified(1)], frozenset(), NOW).nodes
    node = replace(node, rev=5, content_rev=3, is_aged=True)
    old = Revision(ObjectKey(USER, "photo", "elsewhere", "old"), 1, 7, "hash", "a/b", "image/png", "v0", NOW)
    plan = versions.restoring(head(seq=9), node, old, NOW + 1)
    (after,) = plan.nodes
    assert (after.size, after.sha256, after.mime, after.version_id, after.rev_id) == (7, "hash", "a/b", "v0", "old")
    assert (after.rev, after.content_rev, after.seq, str(after.key)) == (6, 6, 10, str(old.key))
    assert (plan.op, plan.move.used, plan.counted) == ("update", 0, {})
