"""Where do URLs of a store lead, and who has signed them? Signing needs no network."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, urlsplit

import pytest
from pydantic import ValidationError

from functions.shared import aws
from functions.shared.secrets import TTL
from tests.fakes.secrets import MemorySecrets
from tests.object_store import connected, key_pair, settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:storage-abc123"
ELSEWHERE = "https://store.example.com"


@pytest.fixture(autouse=True)
def role(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A function in a region, with a role of its own."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "ROLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of the role")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    aws._session.cache_clear()
    yield
    aws._session.cache_clear()


def signed(client: "S3Client") -> SplitResult:
    return urlsplit(client.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "a/b"}))


def signer(url: SplitResult) -> tuple[str, str, bool]:
    """Access key, region, and whether a session token goes with them."""
    query = parse_qs(url.query)
    name, _, region, *_ = query["X-Amz-Credential"][0].split("/")
    return name, region, "X-Amz-Security-Token" in query


def test_as_built_it_is_aws_with_the_functions_own_role() -> None:
    url = signed(connected())
    assert (url.scheme, url.netloc, url.path) == ("https", "bucket.s3.eu-central-1.amazonaws.com", "/a/b")
    assert signer(url) == ("ROLE", "eu-central-1", True)


@pytest.mark.parametrize(
    ("addressing", "place"),
    [
        ("", ("store.example.com", "/bucket/a/b")),
        ("path", ("store.example.com", "/bucket/a/b")),
        ("virtual", ("bucket.store.example.com", "/a/b")),
    ],
)
def test_another_store_has_the_bucket_where_the_setting_says(addressing: str, place: tuple[str, str]) -> None:
    url = signed(connected(ELSEWHERE, STORAGE_ADDRESSING=addressing))
    assert (url.netloc, url.path) == place


def test_an_addressing_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValidationError, match="storage_addressing"):
        settings(STORAGE_ADDRESSING="host")


def test_requests_are_signed_for_the_region_of_the_store() -> None:
    assert signer(signed(connected(ELSEWHERE, STORAGE_REGION="us-east-1"))) == ("ROLE", "us-east-1", True)
    assert signed(connected(STORAGE_REGION="eu-west-1")).netloc == "bucket.s3.eu-west-1.amazonaws.com"


def test_a_store_with_keys_of_its_own_never_sees_those_of_the_role() -> None:
    secrets = MemorySecrets({ARN: key_pair("STORE")})
    url = signed(connected(ELSEWHERE, secrets=secrets, STORAGE_SECRET=ARN))
    assert signer(url) == ("STORE", "eu-central-1", False)
    assert signer(signed(connected())) == ("ROLE", "eu-central-1", True)


def test_the_secret_is_read_when_something_is_signed_and_not_before() -> None:
    client = connected(ELSEWHERE, STORAGE_SECRET=ARN)
    with pytest.raises(KeyError, match="secretsmanager"):
        signed(client)


def test_another_pair_is_used_within_minutes() -> None:
    now = 0.0
    secrets = MemorySecrets({ARN: key_pair("FIRST")})
    client = connected(ELSEWHERE, secrets=secrets, clock=lambda: now, STORAGE_SECRET=ARN)
    assert signer(signed(client))[0] == "FIRST"
    secrets.put_secret_value(SecretId=ARN, SecretString=key_pair("SECOND"))
    assert signer(signed(client))[0] == "FIRST"
    now += TTL + 1
    assert signer(signed(client))[0] == "SECOND"
