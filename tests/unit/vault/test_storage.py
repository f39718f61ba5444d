"""What is signed into URLs? Signing needs no network, so this is AWS as it is without an emulator."""

from urllib.parse import parse_qs, urlsplit

import pytest

from functions.shared import aws
from functions.vault.core.storage import S3Storage
from tests.object_store import connected
from tests.unit.vault.samples import NOW, creation, head, upload, verified

BUCKET = "infofluencer-prod-storage-123456789012"


@pytest.fixture(params=["eu-central-1", "us-east-1", "eu-west-1"])
def s3(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> S3Storage:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", request.param)
    aws._session.cache_clear()
    made = S3Storage(connected(), BUCKET)
    aws._session.cache_clear()
    return made


def test_an_upload_url_pins_key_length_type_hash_and_emptiness(s3: S3Storage) -> None:
    announced = upload()
    url, headers = s3.upload_url(announced.key, announced.size, announced.mime, announced.sha256)
    query = parse_qs(urlsplit(url).query)
    assert query["X-Amz-SignedHeaders"] == ["content-length;content-type;host;if-none-match;x-amz-checksum-sha256"]
    assert query["X-Amz-Expires"] == ["900"]
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert urlsplit(url).path == f"/{announced.key}"
    assert headers == {
        "content-type": "image/jpeg",
        "x-amz-checksum-sha256": announced.sha256,
        "if-none-match": "*",
    }
    assert not [name for name in query if "checksum" in name.lower()]


def test_urls_go_to_the_regions_own_endpoint(s3: S3Storage) -> None:
    """That host, and no other, is in the site's content security policy; the global one would redirect."""
    region = s3._client.meta.region_name
    announced = upload()
    url, _ = s3.upload_url(announced.key, announced.size, announced.mime, announced.sha256)
    assert urlsplit(url).netloc == f"{BUCKET}.s3.{region}.amazonaws.com"


def test_a_content_url_pins_version_name_and_type(s3: S3Storage) -> None:
    (node,) = creation(head(), [verified()], frozenset(), NOW).nodes
    query = parse_qs(urlsplit(s3.content_url(node, "inline; filename=x", "image/jpeg")).query)
    assert query["versionId"] == ["v1"]
    assert query["response-content-disposition"] == ["inline; filename=x"]
    assert query["response-content-type"] == ["image/jpeg"]
    assert query["X-Amz-Expires"] == ["600"]
