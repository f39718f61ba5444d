"""Thumbnails and archives in a second implementation of S3: in a region of its own, with keys of its own."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from functions.photos import wiring
from functions.photos.ports import TooLargeError
from functions.photos.storage import FOREVER, S3Pictures
from functions.shared import pictures
from functions.shared.ids import new_id
from functions.vault.archives.storage_archives import PART, S3Archives
from functions.vault.archives.zipping import Entry, Piece
from functions.vault.core.nodes import Node
from functions.vault.core.storage import S3Storage
from functions.vault.pictures.storage_pictures import S3Derivatives
from tests.fakes.secrets import MemorySecrets
from tests.object_store import connected, key_pair
from tests.store.vault.people import OTHER_BUCKET as BUCKET
from tests.unit.vault.samples import NOW, USER, creation, head, verified

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ARN = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:storage-abc123"
BYTES = b"RIFF____WEBP a picture"


@pytest.fixture
def store(second_store: str, monkeypatch: pytest.MonkeyPatch) -> "S3Client":
    """Of a function whose own role has no say there."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    secrets = MemorySecrets({ARN: key_pair("STORE")})
    return connected(second_store, secrets=secrets, STORAGE_SECRET=ARN, STORAGE_REGION="eu-central-1")


@pytest.fixture
def archives(store: "S3Client") -> S3Archives:
    return S3Archives(store, BUCKET, S3Storage(store, BUCKET))


def node_of(content: bytes) -> Node:
    (node,) = creation(head(), [verified(size=len(content))], frozenset(), NOW).nodes
    return replace(node, id=new_id(NOW), rev_id=new_id(NOW))


def kept(store: "S3Client", prefix: str) -> list[str]:
    return [one["Key"] for one in store.list_object_versions(Bucket=BUCKET, Prefix=prefix).get("Versions", [])]


def test_a_thumbnail_is_made_of_one_version_kept_once_shown_and_removed(store: "S3Client") -> None:
    photos, derivatives, node = S3Pictures(store, BUCKET), S3Derivatives(store, BUCKET), node_of(BYTES)
    key = str(node.key)
    version_id = store.put_object(Bucket=BUCKET, Key=key, Body=BYTES)["VersionId"]
    store.put_object(Bucket=BUCKET, Key=key, Body=b"of later")
    assert photos.original(key, version_id, len(BYTES)) == BYTES
    assert photos.original(key, None, 100) == b"of later"
    with pytest.raises(TooLargeError):
        photos.original(key, version_id, len(BYTES) - 1)

    for content in (b"thumbnail", b"once more"):
        photos.keep(pictures.derivative(key, 512), content)
    shown = httpx.get(derivatives.url(node, 512))
    assert (shown.status_code, shown.content) == (200, b"thumbnail")
    assert (shown.headers["content-type"], shown.headers["cache-control"]) == ("image/webp", FOREVER)

    for _ in range(2):
        derivatives.erase([key])
        assert kept(store, pictures.folder(key)) == []
    assert len(kept(store, key)) == 2


def test_an_original_that_is_gone_is_none(store: "S3Client") -> None:
    photos, key = S3Pictures(store, BUCKET), str(node_of(BYTES).key)
    assert photos.original(key, None, 100) is None
    version_id = store.put_object(Bucket=BUCKET, Key=key, Body=BYTES)["VersionId"]
    store.delete_object(Bucket=BUCKET, Key=key)
    assert photos.original(key, None, 100) is None
    store.delete_object(Bucket=BUCKET, Key=key, VersionId=version_id)
    assert photos.original(key, version_id, 100) is None


def test_the_photos_function_looks_where_its_settings_say(
    second_store: str, store: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    key = str(node_of(BYTES).key)
    store.put_object(Bucket=BUCKET, Key=key, Body=BYTES)
    told = {"STAGE": "test", "STORAGE_BUCKET": BUCKET, "STORAGE_ENDPOINT_URL": second_store, "PICTURED_QUEUE_URL": ""}
    assert wiring.build(told).storage.original(key, None, 100) == BYTES


def test_what_goes_into_an_archive_is_noted_and_read_piece_by_piece(archives: S3Archives, store: "S3Client") -> None:
    key = str(node_of(BYTES).key)
    version_id = store.put_object(Bucket=BUCKET, Key=key, Body=BYTES)["VersionId"]
    store.put_object(Bucket=BUCKET, Key=key, Body=b"of later")
    entries = [Entry("Fotoğraf.jpg", len(BYTES), NOW, key, version_id), Entry("empty/", 0, NOW)]
    note = f"derived/{USER}/archives/{new_id(NOW)}/1.jsonl"
    archives.note(note, entries)
    assert archives.noted(note) == entries
    assert archives.fetch(Piece(entries[0], 5, 7)) == BYTES[5:12]
    assert archives.fetch(Piece(replace(entries[0], version_id="no-such-version"), 0, 4)) is None
    assert archives.fetch(Piece(replace(entries[0], key=f"{key}x"), 0, 4)) is None


def test_an_archive_is_written_in_parts_and_shown_under_its_name(archives: S3Archives) -> None:
    key = f"derived/{USER}/archives/{new_id(NOW)}/1.zip"
    target, content = archives.begin(key), bytes(range(256)) * (PART // 256) + b"the end"
    for start in range(0, len(content), 3_000_000):
        target.write(content[start : start + 3_000_000])
    assert target.close() == len(content)
    shown = httpx.get(archives.url(key, "Yedek 1.zip"))
    assert shown.content == content
    assert shown.headers["content-type"] == "application/zip"
    assert 'filename="Yedek 1.zip"' in shown.headers["content-disposition"]
    prefix = key.removesuffix("1.zip")
    assert archives.erase(prefix) == 1
    assert archives.erase(prefix) == 0


def test_of_an_archive_that_breaks_off_nothing_is_left(archives: S3Archives, store: "S3Client") -> None:
    prefix = f"derived/{USER}/archives/{new_id(NOW)}/"
    target = archives.begin(f"{prefix}1.zip")
    target.write(bytes(PART + 1))
    target.abort()
    archives.begin(f"{prefix}2.zip").write(b"nobody ends it")
    assert archives.erase(prefix) == 0
    left: dict[str, Any] = dict(store.list_multipart_uploads(Bucket=BUCKET, Prefix=prefix))
    assert left.get("Uploads", []) == []
