"""The S3 port against a second implementation of the API: nothing in it is made for one emulator.

moto enforces none of what was signed (a PUT of other bytes is a 200 there), so this is also the storage that only our
own check stands against.
"""

from dataclasses import replace

import httpx
import pytest

from functions.shared.ids import new_id
from functions.vault.core.objects import ObjectKey
from functions.vault.core.storage import S3Storage
from functions.vault.uploads import parts
from functions.vault.uploads.finalise import is_as_announced
from functions.vault.uploads.storage_parts import S3Parts
from functions.vault.uploads.uploads import Upload
from tests.object_store import connected
from tests.store.vault.large import PART, composite, digest, film, pieces
from tests.store.vault.people import OTHER_BUCKET as BUCKET
from tests.store.vault.people import item
from tests.unit.vault.samples import NOW, USER, creation, head, upload, verified

CONTENT = b"\xff\xd8\xff the true bytes"


@pytest.fixture
def other(second_store: str, monkeypatch: pytest.MonkeyPatch) -> S3Storage:
    for name, value in {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    return S3Storage(connected(second_store), BUCKET)


@pytest.fixture
def multipart(other: S3Storage) -> S3Parts:
    return S3Parts(other._client, BUCKET)


def test_what_is_put_is_seen(other: S3Storage) -> None:
    announced = upload(size=len(CONTENT), sha256=item(CONTENT)["sha256"])
    url, headers = other.upload_url(announced.key, announced.size, announced.mime, announced.sha256)
    assert httpx.put(url, content=CONTENT, headers=headers).status_code == 200
    assert httpx.put(url, content=CONTENT, headers=headers).status_code == 412
    (stored, absent) = other.inspect([(announced.key, None), (ObjectKey(USER, "file", new_id(1), new_id(2)), None)])
    assert absent is None
    assert stored
    assert is_as_announced(announced, stored)
    assert stored.head == CONTENT
    places = [(announced.key, stored.version_id), (announced.key, "no-such-version")]
    assert other.inspect(places) == other.inspect(places, [stored.size, stored.size]) == [stored, None]

    other.delete(announced.key, stored.version_id)
    assert other.inspect([(announced.key, None)]) == [None]


def test_a_lie_that_the_storage_takes_is_seen(other: S3Storage) -> None:
    announced = upload(size=len(CONTENT), sha256=item(CONTENT)["sha256"])
    url, headers = other.upload_url(announced.key, announced.size, announced.mime, announced.sha256)
    assert httpx.put(url, content=CONTENT[::-1], headers=headers).status_code == 200
    (stored,) = other.inspect([(announced.key, None)])
    assert stored
    assert stored.size == announced.size
    other._client.put_object(Bucket=BUCKET, Key=str(announced.key), Body=CONTENT[::-1])
    (hashed,) = other.inspect([(announced.key, None)])
    assert hashed
    assert not is_as_announced(announced, hashed)


def test_parts_become_an_object_with_the_announced_hash(other: S3Storage, multipart: S3Parts) -> None:
    """Of a storage that tells no hashes of parts, and leaves their number off the hash of the whole."""
    announced = _begun(multipart)
    for number, piece in enumerate(pieces(film()), 1):
        url, headers = multipart.part_url(announced, number, digest(piece))
        assert httpx.put(url, content=piece, headers=headers).status_code == 200
    assert multipart.is_there(announced)
    (held,) = multipart.held([announced])
    assert held
    assert [(part.number, part.size) for part in held] == [(1, PART), (2, PART), (3, 5)]
    assert parts.judge(announced.size, announced.sha256, held) is parts.Verdict.WHOLE
    multipart.assemble([(announced, held)])
    (stored,) = other.inspect([(announced.key, None)])
    assert stored
    assert is_as_announced(announced, stored)
    assert multipart.held([announced]) == [None]
    assert not multipart.is_there(announced)


def test_swapped_parts_that_the_storage_takes_are_seen(other: S3Storage, multipart: S3Parts) -> None:
    announced = _begun(multipart)
    first, second, last = pieces(film())
    for number, piece in enumerate((second, first, last), 1):
        url, headers = multipart.part_url(announced, number, digest(piece))
        assert httpx.put(url, content=piece, headers=headers).status_code == 200
    (held,) = multipart.held([announced])
    multipart.assemble([(announced, held or [])])
    (stored,) = other.inspect([(announced.key, None)])
    assert stored
    assert not is_as_announced(announced, stored)


def test_parts_are_let_go_of_once_and_again(multipart: S3Parts) -> None:
    announced = _begun(multipart)
    for _ in range(2):
        multipart.abort(announced)
        assert multipart.held([announced]) == [None]


def _begun(multipart: S3Parts) -> Upload:
    announced = upload(size=len(film()), sha256=composite(film()), mime="video/mp4")
    return replace(announced, multipart_id=multipart.begin(announced))


def test_content_is_served_as_asked(other: S3Storage) -> None:
    file = verified(size=len(CONTENT), sha256=item(CONTENT)["sha256"])
    url, headers = other.upload_url(file.upload.key, file.upload.size, file.upload.mime, file.upload.sha256)
    httpx.put(url, content=CONTENT, headers=headers)
    (stored,) = other.inspect([(file.upload.key, None)])
    assert stored
    (node,) = creation(head(), [verified(id=file.upload.id, node_id=file.upload.node_id)], frozenset(), NOW).nodes
    served = httpx.get(other.content_url(node, 'attachment; filename="a.jpg"', "application/octet-stream"))
    assert served.status_code == 404  # "v1" is no version there: a URL shows the committed version or nothing
    assert stored.version_id


def test_a_prefix_is_emptied_with_all_its_versions(other: S3Storage) -> None:
    for key in (f"storage/{USER}/a", f"storage/{USER}/a", f"storage/{USER}x/stays"):
        other._client.put_object(Bucket=BUCKET, Key=key, Body=b"x")
    other._client.delete_object(Bucket=BUCKET, Key=f"storage/{USER}/a")
    assert other.erase(f"storage/{USER}/") >= 3
    listed = other._client.list_object_versions(Bucket=BUCKET, Prefix=f"storage/{USER}")["Versions"]
    assert [one["Key"] for one in listed] == [f"storage/{USER}x/stays"]
    assert other.erase(f"storage/{USER}/") == 0
