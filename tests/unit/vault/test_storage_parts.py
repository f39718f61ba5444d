"""What is signed into the URL of a part? Signing needs no network."""

from urllib.parse import parse_qs, urlsplit

import pytest

from functions.shared import aws
from functions.vault.core.objects import PART_SIZE, URL_LIFETIME
from functions.vault.uploads.storage_parts import S3Parts
from functions.vault.uploads.uploads import LONGEST
from infra.cfn_yaml import load
from infra.layout import ROOT
from tests.object_store import connected
from tests.unit.vault.samples import sha256, upload

BUCKET = "infofluencer-prod-storage-123456789012"
UPLOAD = upload(size=PART_SIZE + 7, multipart_id="storages.own_name")


@pytest.fixture
def multipart(monkeypatch: pytest.MonkeyPatch) -> S3Parts:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    aws._session.cache_clear()
    made = S3Parts(connected(), BUCKET)
    aws._session.cache_clear()
    return made


@pytest.mark.parametrize("number", [1, 2])
def test_a_part_url_pins_key_upload_number_length_and_hash(multipart: S3Parts, number: int) -> None:
    url, headers = multipart.part_url(UPLOAD, number, sha256(number))
    query = parse_qs(urlsplit(url).query)
    assert query["X-Amz-SignedHeaders"] == ["content-length;host;x-amz-checksum-sha256"]
    assert query["X-Amz-Expires"] == ["900"]
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert (query["uploadId"], query["partNumber"]) == (["storages.own_name"], [str(number)])
    assert urlsplit(url).path == f"/{UPLOAD.key}"
    assert urlsplit(url).netloc == f"{BUCKET}.s3.eu-central-1.amazonaws.com"
    assert headers == {"x-amz-checksum-sha256": sha256(number)}
    assert not [name for name in query if "checksum" in name.lower()]


def test_the_bucket_lets_go_of_parts_only_when_no_upload_waits_for_them() -> None:
    bucket = load(ROOT / "template.yaml")["Resources"]["StorageBucket"]["Properties"]
    rules = bucket["LifecycleConfiguration"]["Rules"]
    (days,) = (
        rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]
        for rule in rules
        if "AbortIncompleteMultipartUpload" in rule
    )
    assert days * 86_400 > LONGEST + URL_LIFETIME
