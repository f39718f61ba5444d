"""A photo on the deployed stack: through both queues and both functions, with the roles they have."""

from functools import partial
from typing import Any

import httpx
import pytest

from functions.shared.ids import new_id
from functions.shared.pictures import Job, encode
from infra.local.stack import LocalStack
from tests.clients import App, Eventually
from tests.unit.photos.making import bomb, corners, encoded, exif, lying, seen

pytestmark = pytest.mark.stack
UPRIGHT = (60, 40)


@pytest.fixture
def person(stack: LocalStack) -> App:
    return App(stack).sign_in()


def back_up(person: App, content: bytes, name: str = "a.jpg", **more: Any) -> str:
    announced = person.announce(content, name, **more)
    assert httpx.put(announced["url"], content=content, headers=announced["headers"]).status_code == 200
    return str(person.complete(announced["upload_id"])["node"]["id"])


def picture(person: App, node_id: str) -> Any:
    found = person.call("GET", f"/vault/nodes/{node_id}").json()["picture"]
    return found if found["state"] != "pending" else None


def test_a_photo_is_shown_small_and_stands_where_it_was_taken(
    stack: LocalStack, person: App, eventually: Eventually
) -> None:
    tags = exif(6, {0x9003: "2021:05:06 07:08:09", 0x9011: "+03:00"})
    content = encoded(lying(6), exif=tags)
    node_id = back_up(person, content, taken_at="2019-01-01T00:00:00Z")
    heic = back_up(person, encoded(corners(160, 80), "HEIF"), "IMG_20200102_030405.heic", mime="image/heic")
    for each, size in ((node_id, UPRIGHT), (heic, (160, 80))):
        found = eventually(partial(picture, person, each))
        assert (found["state"], found["width"], found["height"]) == ("ready", *size)
        for longest in (512, 1440):
            link = person.call("GET", f"/vault/nodes/{each}/thumbnail?size={longest}").json()
            answer = httpx.get(link["url"])
            assert (answer.status_code, seen(answer.content).size) == (200, size)
    several = person.call("POST", "/vault/thumbnails", {"node_ids": [heic, node_id]}).json()["items"]
    assert [one["node_id"] for one in several] == [heic, node_id]
    timeline = person.call("GET", "/vault/timeline").json()["items"]
    assert [(node["id"], node["taken_at"], node["date_source"]) for node in timeline] == [
        (node_id, "2021-05-06T04:08:09.000Z", "exif"),
        (heic, "2020-01-02T03:04:05.000Z", "name"),
    ]
    ops = [change["op"] for change in person.call("GET", "/vault/changes").json()["items"]]
    assert sorted(ops) == ["create", "create", "update", "update"]

    for each in (node_id, heic):
        assert person.call("DELETE", f"/vault/nodes/{each}").status_code == 204
        assert person.call("DELETE", f"/vault/nodes/{each}/purge").status_code == 204
    listed = stack.client("s3").list_object_versions(
        Bucket=stack.outputs["StorageBucketName"], Prefix=f"derived/{person.user_id}/"
    )
    assert (listed.get("Versions", []), listed.get("DeleteMarkers", [])) == ([], [])


def test_an_album_keeps_photos_together(person: App) -> None:
    node_id = back_up(person, encoded(corners()))
    album = person.call("POST", "/vault/albums", {"name": "Yaz"}).json()
    path = f"/vault/albums/{album['id']}"
    full = person.call("PUT", f"{path}/items", {"node_ids": [node_id]}).json()
    assert (full["count"], full["cover_node_id"]) == (1, node_id)
    assert [node["id"] for node in person.call("GET", f"{path}/items").json()["items"]] == [node_id]
    assert person.call("PATCH", path, {"name": "Kış"}, if_match=f'"{full["rev"]}"').json()["name"] == "Kış"
    assert person.call("POST", f"{path}/items/remove", {"node_ids": [node_id]}).json()["count"] == 0
    assert person.call("DELETE", path).status_code == 204
    assert person.call("GET", f"/vault/nodes/{node_id}").json()["state"] == "live"


def test_poison_ends_in_the_dead_letters_and_harms_nobody(
    stack: LocalStack, person: App, eventually: Eventually
) -> None:
    """In both queues; beside it a bomb is answered for, and a job of somebody who is gone does nothing."""
    sqs, outputs = stack.client("sqs"), stack.outputs
    queues = [(outputs[f"{name}QueueUrl"], outputs[f"{name}DeadLetterQueueUrl"]) for name in ("Pictures", "Pictured")]
    user_id, node_id, rev_id = (new_id(0) for _ in range(3))
    gone = Job(user_id, node_id, rev_id, f"storage/{user_id}/photos/{node_id}/{rev_id}", None, "image/jpeg")
    before = {url: _visibility(sqs, url) for url, _ in queues}
    for alive, _ in queues:
        _set_visibility(sqs, alive, "1")  # or it would take five times six minutes
        sqs.send_message(QueueUrl=alive, MessageBody='{"poison": true}')
    try:
        sqs.send_message(QueueUrl=outputs["PicturesQueueUrl"], MessageBody=encode(gone))
        bad = back_up(person, bomb(20_000, 20_000), "bomb.png", mime="image/png")
        found = eventually(partial(picture, person, bad))
        assert (found["state"], found["reason"]) == ("failed", "too_large")
        for _, dead in queues:
            eventually(partial(_is_there, sqs, dead))
    finally:
        for alive, dead in queues:
            _set_visibility(sqs, alive, before[alive])
            sqs.purge_queue(QueueUrl=dead)


def _visibility(sqs: Any, url: str) -> str:
    told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])
    return str(told["Attributes"]["VisibilityTimeout"])


def _set_visibility(sqs: Any, url: str, seconds: str) -> None:
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": seconds})


def _is_there(sqs: Any, queue: str) -> bool:
    told = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])
    return int(told["Attributes"]["ApproximateNumberOfMessages"]) == 1
