"""Messages about archives come twice, late, broken, or not at all; nothing of it is seen in the result."""

import json
import random
from dataclasses import replace
from typing import Any

import pytest

from functions.shared.problems import Code, Problem
from functions.vault.archives import archive_jobs, archives, storage_archives, volumes
from functions.vault.archives.archives import KEPT, PATIENCE
from tests.store.vault.archived import ARCHIVE, ARCHIVES, begin, held, look, waiting, work
from tests.store.vault.people import Owner, Place, failures, sqs_event
from tests.store.vault.test_erasure import deleted, erase
from tests.store.vault.tree import file, trash


@pytest.fixture(autouse=True)
def _quiet(place: Place, resources: dict[str, str]) -> None:
    waiting(place, resources)


def test_messages_that_come_twice_change_nothing(place: Place, owner: Owner, resources: dict[str, str]) -> None:
    file(owner, "a.jpg")
    begun = begin(owner, folder_id="root")
    (plan,) = waiting(place, resources)
    for _ in range(2):
        assert failures(archive_jobs.pack(sqs_event(plan), place.vault)) == []
    packs = waiting(place, resources)
    assert len(packs) == 2
    assert failures(archive_jobs.pack(sqs_event(*packs, plan), place.vault)) == []
    assert waiting(place, resources) == []
    prefix = f"derived/{owner.user_id}/archives/{begun['id']}/"
    made = sorted(key.removeprefix(prefix).rpartition("/")[2] for key, _ in place.versions(prefix))
    assert made == ["0.jsonl", "0.zip"]
    assert look(owner, begun)["state"] == "ready"


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"version": 2}', json.dumps({"version": 1, "user_id": "x", "archive_id": "x"})]
)
def test_poison_is_reported_and_the_rest_is_done(
    place: Place, owner: Owner, resources: dict[str, str], body: str
) -> None:
    begin(owner, folder_id="root")
    assert failures(archive_jobs.pack(sqs_event(body, *waiting(place, resources)), place.vault)) == ["m0"]
    assert len(waiting(place, resources)) == 1


def test_after_the_last_try_it_has_failed_and_a_later_one_mends_it(
    place: Place, owner: Owner, resources: dict[str, str]
) -> None:
    file(owner, "a.jpg")
    begun = begin(owner, folder_id="root")
    archive_jobs.pack(sqs_event(*waiting(place, resources)), place.vault)
    (message,) = waiting(place, resources)

    class Away(storage_archives.S3Archives):
        def noted(self, key: str) -> Any:  # noqa: ARG002 - as the port has it
            raise Problem(Code.UNAVAILABLE)

    away = Away(place.s3, "nowhere", place.vault.storage)
    broken = replace(place.vault, archiving=replace(place.vault.archiving, storage=away))
    event = sqs_event(message)
    for tries, state in ((1, "packing"), (archive_jobs.TRIES, "failed")):
        event._event_dict["Records"][0]["attributes"] = {"ApproximateReceiveCount": str(tries)}
        assert failures(archive_jobs.pack(event, broken)) == ["m0"]
        assert look(owner, begun)["state"] == state
    assert look(owner, begun)["problem"]["code"] == "unavailable"
    assert failures(archive_jobs.pack(sqs_event(message), place.vault)) == []
    assert (look(owner, begun)["state"], look(owner, begun)["problem"]) == ("ready", None)


def test_what_breaks_off_leaves_no_parts(
    place: Place, owner: Owner, resources: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file(owner, "a.jpg")
    begin(owner, folder_id="root")
    archive_jobs.pack(sqs_event(*waiting(place, resources)), place.vault)
    monkeypatch.setattr(storage_archives.S3Archives, "fetch", lambda *_: b"of another length")
    assert failures(archive_jobs.pack(sqs_event(*waiting(place, resources)), place.vault)) == ["m0"]
    listed = place.s3.list_multipart_uploads(Bucket="vault-objects", Prefix=f"derived/{owner.user_id}/")
    assert listed.get("Uploads", []) == []


def test_after_three_days_it_is_gone_with_its_objects(place: Place, owner: Owner, resources: dict[str, str]) -> None:
    file(owner, "a.jpg")
    old = begin(owner, folder_id="root")
    work(place, resources)
    place.clock.now += KEPT - 60
    young = begin(owner, folder_id="root")
    place.clock.now += 120
    assert owner.call("GET", ARCHIVE, archive_id=old["id"])[0] == 404
    assert archive_jobs.expire(place.vault)["archives"] >= 1
    assert [one["id"] for one in owner.call("GET", ARCHIVES)[1]["items"]] == [young["id"]]
    assert place.versions(f"derived/{owner.user_id}/archives/{old['id']}/") == []
    work(place, resources)
    assert look(owner, young)["state"] == "ready"
    assert [row["sk"]["S"] for row in place.rows(owner.user_id) if old["id"] in row["sk"]["S"]] == []


def test_a_day_without_a_result_is_a_failure(place: Place, owner: Owner) -> None:
    begun = begin(owner, folder_id="root")
    place.clock.now += PATIENCE + 1
    assert look(owner, begun)["state"] == "failed"


def test_few_are_made_at_a_time_and_not_many_a_day(
    place: Place, owner: Owner, resources: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_A_DAY", 4)
    for _ in range(3):
        begin(owner, folder_id="root")
    assert owner.call("POST", ARCHIVES, {"folder_id": "root"})[1]["code"] == "limit_reached"
    work(place, resources)
    begin(owner, folder_id="root")
    status, problem = owner.call("POST", ARCHIVES, {"folder_id": "root"})
    assert (status, problem["code"]) == (429, "rate_limited")


def test_what_could_not_be_queued_was_not_begun(place: Place, owner: Owner) -> None:
    class Away:
        def send(self, jobs: object) -> None:  # noqa: ARG002 - as the port has it
            raise Problem(Code.UNAVAILABLE)

    away = replace(place.vault.archives, queue=Away())
    with pytest.raises(Problem):
        away.begin(owner.user_id, "root", [], place.vault.now)
    assert owner.call("GET", ARCHIVES)[1]["items"] == []


def test_erasing_the_account_leaves_nothing_of_it_whatever_is_under_way(
    place: Place, owner: Owner, resources: dict[str, str]
) -> None:
    file(owner, "a.jpg")
    begin(owner, folder_id="root")
    work(place, resources)
    begin(owner, folder_id="root")
    archive_jobs.pack(sqs_event(*waiting(place, resources)), place.vault)
    late = waiting(place, resources)
    archive = place.vault.archives.listed(owner.user_id, place.vault.now)[0]
    assert erase(place, deleted(owner.user_id)) == []
    assert failures(archive_jobs.pack(sqs_event(*late), place.vault)) == []
    assert not place.vault.archiving.store.stored(archive, 0, 1)
    assert place.versions(f"derived/{owner.user_id}/") == []
    assert place.rows(owner.user_id) == []
    with pytest.raises(Problem) as refused:
        place.vault.archives.begin(owner.user_id, "root", [], place.vault.now)
    assert refused.value.code is Code.SESSION_ENDED


def test_of_two_plans_at_once_one_is_packed_whole(
    place: Place, owner: Owner, resources: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message came twice; between the two a file was deleted, so the volumes are divided elsewhere."""
    monkeypatch.setattr(volumes, "VOLUME_BYTES", 100)
    contents = {f"{number}.jpg": random.randbytes(40) for number in range(5)}
    ids = [owner.back_up(content, name)["id"] for name, content in contents.items()]
    begun = begin(owner, folder_id="root")
    (plan,) = waiting(place, resources)
    keep = storage_archives.S3Archives.note

    with monkeypatch.context() as patched:

        def overtaken(self: storage_archives.S3Archives, key: str, entries: Any) -> None:
            patched.undo()
            trash(owner, ids[0])
            assert failures(archive_jobs.pack(sqs_event(plan), place.vault)) == []
            keep(self, key, entries)

        patched.setattr(storage_archives.S3Archives, "note", overtaken)
        assert failures(archive_jobs.pack(sqs_event(plan), place.vault)) == []
    work(place, resources)
    assert held(look(owner, begun)) == {name: content for name, content in contents.items() if name != "0.jpg"}
