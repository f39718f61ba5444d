"""Nothing of an archive stays when its owner's account goes, whoever of erasure and worker comes last, or dies."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NoReturn

import pytest

from functions.shared.problems import Code, Problem
from functions.vault.archives import archive_jobs
from functions.vault.archives.archive_store import ArchiveRows
from functions.vault.archives.archives import Volume
from functions.vault.archives.storage_archives import S3Archives
from functions.vault.core.storage import S3Storage
from functions.vault.erase_store import Erasing
from tests.store.vault.archived import begin, waiting, work
from tests.store.vault.people import Owner, Place, failures, sqs_event
from tests.store.vault.test_erasure import deleted, erase
from tests.store.vault.tree import file


@pytest.fixture(autouse=True)
def _quiet(place: Place, resources: dict[str, str]) -> None:
    waiting(place, resources)


@pytest.fixture
def plan(place: Place, owner: Owner, resources: dict[str, str]) -> str:
    """The message of an archive that waits to be planned."""
    file(owner, "a.jpg")
    begin(owner, folder_id="root")
    (message,) = waiting(place, resources)
    return message


def require_nothing(place: Place, owner: Owner) -> None:
    assert place.versions(f"derived/{owner.user_id}/") == []
    assert place.rows(owner.user_id) == []


def after_erasure(place: Place, owner: Owner, act: Callable[..., Any]) -> Callable[..., Any]:
    """The account goes before this is done."""

    def overtaken(*given: Any) -> Any:
        assert erase(place, deleted(owner.user_id)) == []
        return act(*given)

    return overtaken


def die(*_: object) -> NoReturn:
    raise Problem(Code.UNAVAILABLE)


@pytest.mark.parametrize("tries", [1, archive_jobs.TRIES])
def test_a_planner_that_dies_after_the_erasure_is_tidied_up_after(
    place: Place, owner: Owner, plan: str, monkeypatch: pytest.MonkeyPatch, tries: int
) -> None:
    event = sqs_event(plan)
    event._event_dict["Records"][0]["attributes"] = {"ApproximateReceiveCount": str(tries)}
    with monkeypatch.context() as patched:
        patched.setattr(S3Archives, "note", after_erasure(place, owner, S3Archives.note))
        patched.setattr(ArchiveRows, "planned", die)
        assert failures(archive_jobs.pack(event, place.vault)) == ["m0"]
    if tries < archive_jobs.TRIES:
        assert len(place.versions(f"derived/{owner.user_id}/")) == 1
        assert failures(archive_jobs.pack(event, place.vault)) == []
    require_nothing(place, owner)


def test_a_packer_that_dies_after_the_erasure_is_tidied_up_after(
    place: Place, owner: Owner, resources: dict[str, str], plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert failures(archive_jobs.pack(sqs_event(plan), place.vault)) == []
    (pack,) = waiting(place, resources)
    with monkeypatch.context() as patched:
        patched.setattr(S3Archives, "begin", after_erasure(place, owner, S3Archives.begin))
        patched.setattr(ArchiveRows, "stored", die)
        assert failures(archive_jobs.pack(sqs_event(pack), place.vault)) == ["m0"]
    assert [key.endswith(".zip") for key, _ in place.versions(f"derived/{owner.user_id}/")] == [True]
    assert failures(archive_jobs.pack(sqs_event(pack), place.vault)) == []
    require_nothing(place, owner)


@pytest.mark.parametrize("step", [(Erasing, "bar"), (Erasing, "erase"), (S3Storage, "erase")])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_plan_that_is_made_during_the_erasure_goes_with_it(
    place: Place,
    owner: Owner,
    resources: dict[str, str],
    plan: str,
    monkeypatch: pytest.MonkeyPatch,
    step: tuple[type, str],
    moment: str,
) -> None:
    """Whether or not what it sends is ever worked on."""
    done = getattr(*step)
    with monkeypatch.context() as patched:

        def beside(*given: Any) -> Any:
            patched.undo()
            if moment == "before":
                assert failures(archive_jobs.pack(sqs_event(plan), place.vault)) == []
            answer = done(*given)
            if moment == "after":
                assert failures(archive_jobs.pack(sqs_event(plan), place.vault)) == []
            return answer

        patched.setattr(*step, beside)
        assert erase(place, deleted(owner.user_id)) == []
    require_nothing(place, owner)
    work(place, resources)
    require_nothing(place, owner)


def test_a_barred_vault_plans_nothing(place: Place, owner: Owner, plan: str) -> None:
    """The rows of a plan would come behind the eraser, which has read that far."""
    (archive,) = place.vault.archives.listed(owner.user_id, place.vault.now)
    place.vault.erasure.store.bar(owner.user_id, place.vault.now)
    assert not place.vault.archiving.store.planned(replace(archive, plan="late"), [Volume(0, "a.zip", 1)])
    assert failures(archive_jobs.pack(sqs_event(plan), place.vault)) == []
    assert erase(place, deleted(owner.user_id)) == []
    require_nothing(place, owner)
