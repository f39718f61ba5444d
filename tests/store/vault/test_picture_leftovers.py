"""Nothing that was made of a photo stays when the photo goes, whoever of purge, worker and erasure comes last."""

from typing import Any

import pytest

from functions.vault.erase_store import Erasing
from functions.vault.pictures import picture_triggers
from functions.vault.pictures.picturing import PATIENCE
from tests.store.vault.people import BUCKET, Owner, Place
from tests.store.vault.pictures import Darkroom, photo, report_of
from tests.store.vault.test_erasure import deleted, erase
from tests.store.vault.tree import purge, require_sound, trash


def backed_up(owner: Owner, darkroom: Darkroom) -> tuple[dict[str, Any], str]:
    """A photo that waits for its picture, and the id of its content."""
    node = owner.back_up(photo())
    (waiting,) = darkroom.waiting(owner)
    return node, waiting.rev_id


def go(owner: Owner, node: dict[str, Any]) -> None:
    trash(owner, node["id"])
    assert purge(owner, node["id"])[0] == 204


def write(place: Place, owner: Owner, node: dict[str, Any], rev_id: str, size: int = 512) -> None:
    """As a worker that had read the original before."""
    key = f"derived/{owner.user_id}/{node['id']}/{rev_id}/{size}.webp"
    place.s3.put_object(Bucket=BUCKET, Key=key, Body=b"late")


@pytest.mark.parametrize("when", ["before", "in between", "after"])
def test_a_purged_photo_leaves_no_thumbnail_whenever_it_goes(
    place: Place, owner: Owner, darkroom: Darkroom, when: str
) -> None:
    node = owner.back_up(photo())

    if when == "before":
        go(owner, node)
    reports = darkroom.developed()
    assert len(darkroom.derived(owner)) == (0 if when == "before" else 2)
    if when == "in between":
        go(owner, node)
    assert darkroom.pictured(*reports) == []
    if when == "after":
        assert len(darkroom.derived(owner)) == 2
        go(owner, node)
    assert darkroom.derived(owner) == []
    assert darkroom.waiting(owner) == []
    require_sound(place, owner)


def test_a_worker_that_writes_after_the_purge_is_tidied_up_after(
    place: Place, owner: Owner, darkroom: Darkroom
) -> None:
    """It had read the original before."""
    node, rev_id = backed_up(owner, darkroom)
    go(owner, node)
    for size in (512, 1440):
        write(place, owner, node, rev_id, size)
    assert darkroom.pictured(report_of(node, owner, rev_id)) == []
    assert darkroom.derived(owner) == []


def test_a_worker_that_died_after_the_purge_is_tidied_up_after_too(
    place: Place, owner: Owner, darkroom: Darkroom
) -> None:
    node, rev_id = backed_up(owner, darkroom)
    go(owner, node)
    write(place, owner, node, rev_id)
    place.clock.now += PATIENCE + 1
    picture_triggers.chase(place.vault)
    assert darkroom.derived(owner) == []
    assert darkroom.waiting(owner) == []


def test_a_worker_that_writes_during_the_erasure_leaves_nothing(
    place: Place, owner: Owner, darkroom: Darkroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, rev_id = backed_up(owner, darkroom)
    done = Erasing.erase

    def beside(self: Erasing, user_id: str) -> int:
        write(place, owner, node, rev_id)
        assert darkroom.pictured(report_of(node, owner, rev_id)) == []
        return done(self, user_id)

    monkeypatch.setattr(Erasing, "erase", beside)
    assert erase(place, deleted(owner.user_id)) == []
    assert darkroom.derived(owner) == []
    assert place.rows(owner.user_id) == []


def test_a_report_after_the_erasure_leaves_nothing(place: Place, owner: Owner, darkroom: Darkroom) -> None:
    node, rev_id = backed_up(owner, darkroom)
    reports = darkroom.developed()
    assert erase(place, deleted(owner.user_id)) == []
    assert darkroom.derived(owner) == []
    write(place, owner, node, rev_id)
    assert darkroom.pictured(*reports) == []
    assert darkroom.derived(owner) == []
    assert place.rows(owner.user_id) == []
