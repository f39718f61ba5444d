"""Nothing that was made of a photo stays when the photo goes, whoever of purge, worker and erasure comes last."""

import pytest

from functions.vault.erase_store import Erasing
from functions.vault.pictures import picture_triggers
from functions.vault.pictures.picturing import PATIENCE
from tests.store.vault.people import BUCKET, Owner, Place
from tests.store.vault.pictures import Darkroom, photo, report_of
from tests.store.vault.test_erasure import deleted, erase
from tests.store.vault.tree import purge, require_sound, trash


@pytest.mark.parametrize("when", ["before", "in between", "after"])
def test_a_purged_photo_leaves_no_thumbnail_whenever_it_goes(
    place: Place, owner: Owner, darkroom: Darkroom, when: str
) -> None:
    node = owner.back_up(photo())

    def go() -> None:
        trash(owner, node["id"])
        assert purge(owner, node["id"])[0] == 204

    if when == "before":
        go()
    reports = darkroom.developed()
    assert len(darkroom.derived(owner)) == (0 if when == "before" else 2)
    if when == "in between":
        go()
    assert darkroom.pictured(*reports) == []
    if when == "after":
        assert len(darkroom.derived(owner)) == 2
        go()
    assert darkroom.derived(owner) == []
    assert darkroom.waiting(owner) == []
    require_sound(place, owner)


def test_a_worker_that_writes_after_the_purge_is_tidied_up_after(
    place: Place, owner: Owner, darkroom: Darkroom
) -> None:
    """It had read the original before."""
    node = owner.back_up(photo())
    (waiting,) = darkroom.waiting(owner)
    trash(owner, node["id"])
    purge(owner, node["id"])
    for size in (512, 1440):
        key = f"derived/{owner.user_id}/{node['id']}/{waiting.rev_id}/{size}.webp"
        place.s3.put_object(Bucket=BUCKET, Key=key, Body=b"late")
    assert darkroom.pictured(report_of(node, owner, waiting.rev_id)) == []
    assert darkroom.derived(owner) == []


def test_a_worker_that_died_after_the_purge_is_tidied_up_after_too(
    place: Place, owner: Owner, darkroom: Darkroom
) -> None:
    node = owner.back_up(photo())
    (waiting,) = darkroom.waiting(owner)
    trash(owner, node["id"])
    purge(owner, node["id"])
    key = f"derived/{owner.user_id}/{node['id']}/{waiting.rev_id}/512.webp"
    place.s3.put_object(Bucket=BUCKET, Key=key, Body=b"late")
    place.clock.now += PATIENCE + 1
    picture_triggers.chase(place.vault)
    assert darkroom.derived(owner) == []
    assert darkroom.waiting(owner) == []


def test_a_worker_that_writes_during_the_erasure_leaves_nothing(
    place: Place, owner: Owner, darkroom: Darkroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = owner.back_up(photo())
    (waiting,) = darkroom.waiting(owner)
    done = Erasing.erase

    def beside(self: Erasing, user_id: str) -> int:
        key = f"derived/{user_id}/{node['id']}/{waiting.rev_id}/512.webp"
        place.s3.put_object(Bucket=BUCKET, Key=key, Body=b"late")
        assert darkroom.pictured(report_of(node, owner, waiting.rev_id)) == []
        return done(self, user_id)

    monkeypatch.setattr(Erasing, "erase", beside)
    assert erase(place, deleted(owner.user_id)) == []
    assert darkroom.derived(owner) == []
    assert place.rows(owner.user_id) == []


def test_a_report_after_the_erasure_leaves_nothing(place: Place, owner: Owner, darkroom: Darkroom) -> None:
    node = owner.back_up(photo())
    (waiting,) = darkroom.waiting(owner)
    reports = darkroom.developed()
    assert erase(place, deleted(owner.user_id)) == []
    assert darkroom.derived(owner) == []
    key = f"derived/{owner.user_id}/{node['id']}/{waiting.rev_id}/512.webp"
    place.s3.put_object(Bucket=BUCKET, Key=key, Body=b"late")
    assert darkroom.pictured(*reports) == []
    assert darkroom.derived(owner) == []
    assert place.rows(owner.user_id) == []
