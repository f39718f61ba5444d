"""What the orphan audit finds, and what it leaves alone: everything that is as it should be, at every step."""

import base64
from collections.abc import Iterator

import pytest

from functions.vault.notes.notes import INLINE
from infra import object_store
from infra.audit import Audit
from infra.aws import DEFAULT_REGION, Cloud
from tests.store.vault.archived import begin, look, waiting, work
from tests.store.vault.large import announced, film
from tests.store.vault.people import BUCKET, OTHER_BUCKET, TABLE, Owner, Place, item, key_of, put
from tests.store.vault.pictures import Darkroom, photo
from tests.store.vault.tree import folder, get, note, purge, trash, write
from tests.store.vault.versions import announced as sent
from tests.store.vault.versions import committed

NOBODY = "storage/00000000000000000000000000/files/00000000000000000000000000/00000000000000000000000000"


@pytest.fixture
def audit(place: Place) -> Iterator[Audit]:
    """Over what this test makes: what others have left amiss on purpose is taken away."""
    _empty(place)
    yield Audit(place.s3, place.dynamodb, BUCKET, TABLE)
    _empty(place)


def _empty(place: Place) -> None:
    while listed := place.versions():  # a thousand at a time
        for key, version_id in listed:
            place.s3.delete_object(Bucket=BUCKET, Key=key, VersionId=version_id)
    for one in place.s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []):
        place.s3.abort_multipart_upload(Bucket=BUCKET, Key=one["Key"], UploadId=one["UploadId"])
    for page in place.dynamodb.get_paginator("scan").paginate(TableName=TABLE):
        for row in page["Items"]:
            place.dynamodb.delete_item(TableName=TABLE, Key={"pk": row["pk"], "sk": row["sk"]})


def told(audit: Audit) -> list[tuple[str, str]]:
    return [(one.what, one.key) for one in audit.run()]


def key_in(place: Place, owner: Owner, node_id: str) -> str:
    return next(key for key, _ in place.versions(f"storage/{owner.user_id}/") if f"/{node_id}/" in key)


def test_every_step_of_a_life_is_in_order(audit: Audit, roomy: Owner) -> None:
    place = roomy.place
    node = roomy.back_up(b"kept")
    folder(roomy, "a folder")
    (waiting,) = roomy.init(item(b"on its way", "b.jpg"))
    assert put(waiting, b"on its way") == 200
    announced(roomy, film(), 1, 2)
    gone = roomy.back_up(b"goes", "c.jpg")
    roomy.call("DELETE", "/vault/nodes/{node_id}", node_id=gone["id"])
    assert purge(roomy, gone["id"])[0] == 204
    made_of = key_in(place, roomy, node["id"]).split("/")
    place.s3.put_object(Bucket=BUCKET, Key=f"derived/{roomy.user_id}/{made_of[3]}/{made_of[4]}/512.webp", Body=b"w")
    assert told(audit) == []
    assert Audit(place.s3, place.dynamodb, BUCKET, TABLE, hashes=True).run() == []


def test_notes_versions_and_pictures_are_in_order(audit: Audit, roomy: Owner, darkroom: Darkroom) -> None:
    """Also of a copy, whose content lies beside the file that it was meant for."""
    darkroom.empty()
    node = roomy.back_up(photo(), "a.jpg")["id"]
    one, two = (sent(roomy, photo(), node_id=node, if_match=1) for _ in range(2))
    assert committed(roomy, one)["id"] == node
    copy = committed(roomy, two)["id"]
    written = note(roomy, "short", "text")["node"]["id"]
    assert write(roomy.on_another_device(), written, "long", "x" * (INLINE + 1))[0] == 200
    darkroom.run()
    assert get(roomy, copy)["picture"]["state"] == "ready"
    assert told(audit) == []
    for each in (node, copy, written):
        trash(roomy, each)
        assert purge(roomy, each)[0] == 204
    assert told(audit) == []
    assert roomy.place.versions() == []


def test_archives_are_in_order_also_while_they_are_packed(
    audit: Audit, owner: Owner, resources: dict[str, str]
) -> None:
    waiting(owner.place, resources)
    owner.back_up(b"kept")
    begun = begin(owner, folder_id="root")
    key = f"derived/{owner.user_id}/archives/{begun['id']}/9.zip"
    upload_id = owner.place.s3.create_multipart_upload(Bucket=BUCKET, Key=key)["UploadId"]
    assert told(audit) == []
    owner.place.s3.abort_multipart_upload(Bucket=BUCKET, Key=key, UploadId=upload_id)
    work(owner.place, resources)
    assert look(owner, begun)["state"] == "ready"
    assert told(audit) == []


def test_a_note_without_its_text_is_found(audit: Audit, owner: Owner) -> None:
    made = note(owner, "lost", "text")["node"]["id"]
    ((key, _),) = owner.place.versions(f"storage/{owner.user_id}/")
    place = {"pk": {"S": f"U#{owner.user_id}#N#{made}"}, "sk": {"S": f"R#{key.split('/')[-1]}"}}
    owner.place.dynamodb.delete_item(TableName=TABLE, Key=place)
    assert told(audit) == [
        ("node without revision", f"U#{owner.user_id} N#{made}"),
        ("object without row", key),
    ]


def test_where_there_is_another_store_that_one_is_looked_at(audit: Audit, second_store: str) -> None:
    stack = {"StorageEndpointUrl": second_store, "StorageBucketName": OTHER_BUCKET, "StorageRegion": DEFAULT_REGION}
    store = object_store.client(Cloud(), stack)
    store.put_object(Bucket=OTHER_BUCKET, Key=NOBODY, Body=b"planted")
    found = [(one.what, one.key) for one in Audit(store, audit.dynamodb, OTHER_BUCKET, TABLE).run()]
    assert ("object without row", NOBODY) in found
    store.delete_object(Bucket=OTHER_BUCKET, Key=NOBODY)
    assert told(audit) == []


def test_objects_without_rows_are_found(audit: Audit, owner: Owner) -> None:
    place = owner.place
    node = owner.back_up(b"kept")
    key = key_in(place, owner, node["id"])
    derived = f"derived/{owner.user_id}/{node['id']}/{'0' * 26}/512.webp"
    for planted in (NOBODY, derived, "storage/odd", key):
        place.s3.put_object(Bucket=BUCKET, Key=planted, Body=b"planted")
    upload_id = place.s3.create_multipart_upload(Bucket=BUCKET, Key=NOBODY)["UploadId"]
    assert sorted(told(audit)) == sorted(
        [
            ("object of nobody", "storage/odd"),
            ("object without row", NOBODY),
            ("object without row", derived),
            ("object without row", key),
            ("upload in parts without row", NOBODY),
        ]
    )
    assert upload_id in [one.detail for one in audit.run()]


def test_rows_without_objects_are_found(audit: Audit, owner: Owner) -> None:
    place = owner.place
    node = owner.back_up(b"lost")
    ((key, version_id),) = place.versions(f"storage/{owner.user_id}/")
    place.s3.delete_object(Bucket=BUCKET, Key=key, VersionId=version_id)
    assert told(audit) == [("row without object", key)]
    place.dynamodb.delete_item(
        TableName=TABLE,
        Key={"pk": {"S": f"U#{owner.user_id}#N#{node['id']}"}, "sk": {"S": f"R#{key.split('/')[-1]}"}},
    )
    assert told(audit) == [("node without revision", f"U#{owner.user_id} N#{node['id']}")]


@pytest.mark.parametrize(("field", "what"), [("size", "another size"), ("sha256", "another hash")])
def test_other_content_than_the_row_says_is_found(audit: Audit, owner: Owner, field: str, what: str) -> None:
    place = owner.place
    node = owner.back_up(b"as it is")
    key = key_in(place, owner, node["id"])
    other = {"N": "9"} if field == "size" else {"S": base64.b64encode(bytes(32)).decode()}
    place.dynamodb.update_item(
        TableName=TABLE,
        Key={"pk": {"S": f"U#{owner.user_id}#N#{node['id']}"}, "sk": {"S": f"R#{key.split('/')[-1]}"}},
        UpdateExpression="SET #field = :other",
        ExpressionAttributeNames={"#field": field},
        ExpressionAttributeValues={":other": other},
    )
    assert told(audit) == ([("another size", key)] if field == "size" else [])
    assert [one.what for one in Audit(place.s3, place.dynamodb, BUCKET, TABLE, hashes=True).run()] == [what]


def test_what_an_ended_upload_left_behind_is_found(audit: Audit, owner: Owner) -> None:
    (late,) = owner.init(item(b"too late"))
    owner.call("DELETE", "/vault/uploads/{upload_id}", upload_id=late["upload_id"])
    assert put(late, b"too late") == 200
    assert told(audit) == [("object without row", key_of(late))]
