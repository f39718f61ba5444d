"""From an uploaded photo to its thumbnail: asked for, made, taken in; once, late, twice, or not at all."""

from dataclasses import replace
from typing import Any

import pytest

from functions.shared.outbox import Outbox
from functions.vault import app
from functions.vault.pictures import picture_triggers
from functions.vault.pictures.picture_desk import PictureDesk
from functions.vault.pictures.picturing import PATIENCE, TRIES
from tests.store.vault.people import Owner, Place, item, put
from tests.store.vault.pictures import THUMBNAIL, Darkroom, photo, report_of, shown
from tests.store.vault.tree import changes, get, patch, require_sound, restore, trash
from tests.unit.photos.making import bomb, exif, seen

PENDING = {"state": "pending", "reason": None, "width": None, "height": None, "thumbhash": None}
FAILED = {**PENDING, "state": "failed"}


def test_a_photo_gets_its_thumbnails(place: Place, owner: Owner, darkroom: Darkroom) -> None:
    node = owner.back_up(photo(size=(1600, 1200)))
    assert node["picture"] == PENDING
    assert owner.call("GET", THUMBNAIL, node_id=node["id"])[1]["code"] == "not_found"
    darkroom.run()
    now = get(owner, node["id"])
    assert {**now["picture"], "thumbhash": None} == {**PENDING, "state": "ready", "width": 1600, "height": 1200}
    assert now["picture"]["thumbhash"]
    for size, wanted in ((512, (512, 384)), (1440, (1440, 1080))):
        answer = shown(owner, node["id"], size)
        assert answer.headers["content-type"] == "image/webp"
        assert "immutable" in answer.headers["cache-control"]
        assert seen(answer.content).size == wanted
    assert darkroom.waiting(owner) == []
    require_sound(place, owner)


def test_the_feed_tells_of_it_under_the_same_revision(owner: Owner, darkroom: Darkroom) -> None:
    """Nobody has changed the photo: who builds on what was read before is not refused."""
    node = owner.back_up(photo())
    _, cursor = changes(owner)
    darkroom.run()
    (change,), _ = changes(owner, cursor)
    assert (change["op"], change["rev"], change["node"]["picture"]["state"]) == ("update", node["rev"], "ready")
    assert change["node"] == get(owner, node["id"])
    assert change["node"]["modified_at"] == node["modified_at"]
    assert patch(owner, node["id"], node["rev"], favourite=True)[0] == 200


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_other_kinds_of_pictures_too(owner: Owner, darkroom: Darkroom, kind: str) -> None:
    node = owner.back_up(photo(kind), mime="application/octet-stream", kind="file")
    darkroom.run()
    assert get(owner, node["id"])["picture"]["state"] == "ready"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"no picture", "unsupported"), (photo("PNG")[:60], "unreadable"), (bomb(20_000, 20_000), "too_large")],
)
def test_what_cannot_be_shown_stays_as_it_is_and_says_why(
    place: Place, owner: Owner, darkroom: Darkroom, content: bytes, reason: str
) -> None:
    node = owner.back_up(content)
    darkroom.run()
    assert get(owner, node["id"])["picture"] == {**FAILED, "reason": reason}
    assert place.fetch(owner, node["id"]) == content
    assert owner.call("GET", THUMBNAIL, node_id=node["id"])[0] == 404
    assert darkroom.derived(owner) == []
    assert darkroom.waiting(owner) == []


def test_a_file_that_is_no_picture_is_not_asked_for(owner: Owner, darkroom: Darkroom) -> None:
    node = owner.back_up(b"text", kind="file")
    assert node["picture"] is None
    assert darkroom.asked == []


def test_a_batch_of_more_than_one_transaction_is_asked_for(owner: Owner, darkroom: Darkroom) -> None:
    contents = [photo() for _ in range(20)]
    announced = owner.init(*(item(content, f"{number}.jpg") for number, content in enumerate(contents)))
    for each, content in zip(announced, contents, strict=True):
        assert put(each, content) == 200
    done = owner.complete(*(each["upload_id"] for each in announced))
    assert {each["status"] for each in done} == {"committed"}
    reports = darkroom.developed()
    assert len(reports) == 20
    assert darkroom.pictured(*reports) == []
    nodes = owner.call("GET", "/vault/nodes")[1]["items"]
    assert {node["picture"]["state"] for node in nodes} == {"ready"}


def test_a_report_that_comes_twice_changes_nothing_more(owner: Owner, darkroom: Darkroom) -> None:
    node = owner.back_up(photo())
    reports = darkroom.developed()
    assert darkroom.pictured(*reports, *reports) == []
    before = changes(owner)
    assert darkroom.pictured(*reports) == []
    assert changes(owner) == before
    assert shown(owner, node["id"]).status_code == 200


def test_a_job_that_runs_twice_keeps_what_the_first_one_made(place: Place, owner: Owner, darkroom: Darkroom) -> None:
    owner.back_up(photo())
    (job,) = darkroom.asked
    for _ in range(2):
        place.sqs.send_message(QueueUrl=darkroom.environment["PICTURES_QUEUE_URL"], MessageBody=job)
    assert darkroom.pictured(*darkroom.developed()) == []
    assert len(darkroom.derived(owner)) == 2


def test_poison_is_reported_and_stops_nobody(owner: Owner, stranger: Owner, darkroom: Darkroom) -> None:
    mine, theirs = owner.back_up(photo()), stranger.back_up(photo())
    reports = darkroom.developed()
    wrong = report_of(mine, owner, "no id")
    assert darkroom.pictured("poison", *reports, "{}", wrong) == ["m0", "m3", "m4"]
    for one, node in ((owner, mine), (stranger, theirs)):
        assert get(one, node["id"])["picture"]["state"] == "ready"


def test_a_report_about_a_strangers_node_changes_nothing(owner: Owner, stranger: Owner, darkroom: Darkroom) -> None:
    node = owner.back_up(photo())
    (rev_id,) = (waiting.rev_id for waiting in darkroom.waiting(owner))
    assert darkroom.pictured(report_of(node, stranger, rev_id)) == []
    assert get(owner, node["id"])["picture"] == PENDING


def test_what_lies_in_the_trash_gets_its_picture_too(place: Place, owner: Owner, darkroom: Darkroom) -> None:
    node = owner.back_up(photo())
    trash(owner, node["id"])
    darkroom.run()
    assert get(owner, node["id"])["picture"]["state"] == "ready"
    assert shown(owner, node["id"]).status_code == 200
    require_sound(place, owner)
    assert restore(owner, node["id"])["picture"]["state"] == "ready"


def test_what_was_not_asked_for_is_asked_for_later(place: Place, owner: Owner, darkroom: Darkroom) -> None:
    deaf = replace(place.vault.picturing, desk=PictureDesk(Outbox(place.sqs, "http://127.0.0.1:9/nowhere")))
    finaliser = replace(place.vault.finaliser, picturing=deaf)
    somebody = replace(owner, place=replace(place, vault=replace(place.vault, finaliser=finaliser)))
    node = somebody.back_up(photo())
    assert node["picture"] == PENDING
    picture_triggers.chase(place.vault)
    assert darkroom.asked_of(owner) == []
    place.clock.now += PATIENCE + 1
    picture_triggers.chase(place.vault)
    darkroom.run()
    assert get(owner, node["id"])["picture"]["state"] == "ready"


def test_what_brings_the_worker_down_each_time_is_given_up(place: Place, owner: Owner, darkroom: Darkroom) -> None:
    node = owner.back_up(photo())
    asked = [len(darkroom.asked_of(owner))]
    for _ in range(TRIES):
        place.clock.now += PATIENCE * 4**TRIES
        picture_triggers.chase(place.vault)
        asked.append(len(darkroom.asked_of(owner)))
    assert asked == [1] * TRIES + [0]
    assert get(owner, node["id"])["picture"] == {**FAILED, "reason": "unreadable"}
    assert darkroom.waiting(owner) == []


def test_what_was_given_up_and_comes_all_the_same_is_taken_in(owner: Owner, darkroom: Darkroom) -> None:
    """A dead letter that was tried again, with a decoder that was mended."""
    node = owner.back_up(photo())
    (waiting,) = darkroom.waiting(owner)
    none = {"width": None, "height": None, "thumbhash": None}
    lost = report_of(node, owner, waiting.rev_id, state="failed", reason="unreadable", **none)
    reports = darkroom.developed()
    assert darkroom.pictured(lost) == []
    assert get(owner, node["id"])["picture"] == {**FAILED, "reason": "unreadable"}
    assert darkroom.pictured(*reports, lost) == []
    assert get(owner, node["id"])["picture"]["state"] == "ready"
    assert shown(owner, node["id"]).status_code == 200


def test_the_picture_itself_knows_best_when_it_was_taken(owner: Owner, darkroom: Darkroom) -> None:
    tags = exif(details={0x9003: "2021:05:06 07:08:09", 0x9011: "+03:00"})
    node = owner.back_up(photo(exif=tags), "IMG_20200102_030405.jpg", taken_at="2019-01-01T00:00:00Z")
    assert _date(node) == ("2020-01-02T03:04:05.000Z", None, "name")
    darkroom.run()
    assert _date(get(owner, node["id"])) == ("2021-05-06T04:08:09.000Z", 180, "exif")


def test_handlers_take_whole_events(place: Place, owner: Owner, darkroom: Darkroom, monkeypatch: Any) -> None:
    monkeypatch.setattr("functions.vault.wiring.wire", lambda: place.vault)
    owner.back_up(photo())
    record = {"messageId": "m", "receiptHandle": "r", "attributes": {}, "eventSource": "aws:sqs"}
    for body in darkroom.developed():
        assert app.pictured({"Records": [{**record, "body": body}]}, None) == {"batchItemFailures": []}


def _date(node: dict[str, Any]) -> tuple[Any, ...]:
    return node["taken_at"], node["tz_offset_minutes"], node["date_source"]
