"""What do vault store tests run on? The tables and the bucket of template.yaml on the emulator, handlers in process."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

from functions.auth.signing_keys import KeySet, rotated
from functions.shared import identity
from functions.shared.identity import JwksRow
from functions.vault import wiring
from functions.vault.core import rows
from functions.vault.wiring import Vault
from infra.aws import DEFAULT_REGION, Cloud
from tests.store.conftest import AwsEndpoint
from tests.store.signed_in import NOW, Clock
from tests.store.vault import surroundings
from tests.store.vault.large import ROOM
from tests.store.vault.people import BUCKET, OTHER_BUCKET, QUOTA, TABLE, Owner, Place
from tests.store.vault.pictures import Darkroom
from tests.store.vault.visitors import Visitor

IDENTITY = "vault-identity"
_BUILT: dict[str, tuple[Vault, Clock]] = {}
"""By endpoint: clients stay open over tests; opening them costs half a second."""


@pytest.fixture(scope="session")
def resources(running_emulator: AwsEndpoint) -> dict[str, str]:
    """Tables, bucket and queue as template.yaml has them; their names and the environment of the function."""
    cloud = running_emulator.cloud
    queue_url = _make_bucket(cloud.client("s3"), cloud.client("sqs"))
    return {**surroundings.made(cloud, IDENTITY, TABLE, BUCKET, QUOTA), "queue_url": queue_url}


@pytest.fixture(scope="session")
def keys() -> KeySet:
    return rotated(KeySet(()), "k1", int(NOW) - 1)


@pytest.fixture
def place(emulator: AwsEndpoint, resources: dict[str, str], keys: KeySet, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "test")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "vault")
    identity.bind(IDENTITY)
    rows.bind(TABLE)
    if emulator.endpoint_url not in _BUILT:
        clock = Clock()
        _BUILT[emulator.endpoint_url] = (
            wiring.build({**resources, "STORAGE_ENDPOINT_URL": emulator.endpoint_url}, clock),
            clock,
        )
        JwksRow("JWKS", "JWKS", keys=keys.jwks()).save()
    vault, clock = _BUILT[emulator.endpoint_url]
    client = emulator.cloud.client
    return Place(vault, clock, keys, client("s3"), client("sqs"), client("dynamodb"), resources["queue_url"])


@pytest.fixture
def owner(place: Place) -> Owner:
    return place.owner()


@pytest.fixture
def roomy(place: Place) -> Owner:
    """Somebody with room for large files."""
    announcing = replace(place.vault.announcing, quota_bytes=ROOM)
    library = replace(place.vault.library, quota_bytes=ROOM)
    arranging = replace(place.vault.arranging, quota_bytes=ROOM)
    return replace(
        place, vault=replace(place.vault, announcing=announcing, library=library, arranging=arranging)
    ).owner()


@pytest.fixture
def darkroom(place: Place, emulator: AwsEndpoint, resources: dict[str, str]) -> Darkroom:
    reports = place.sqs.create_queue(QueueName="pictured-vault")["QueueUrl"]
    store = {"STORAGE_ENDPOINT_URL": emulator.endpoint_url}
    room = Darkroom(place, {**resources, **store, "PICTURED_QUEUE_URL": reports})
    room.empty()
    return room


@pytest.fixture
def stranger(place: Place) -> Owner:
    return place.owner()


@pytest.fixture
def visitor(stranger: Owner) -> Visitor:
    return Visitor(stranger)


@pytest.fixture(scope="session")
def second_store() -> Iterator[str]:
    """Where another implementation of S3 answers; OTHER_BUCKET is there, with versions."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = Cloud(endpoint).client("s3")
    client.create_bucket(Bucket=OTHER_BUCKET, CreateBucketConfiguration={"LocationConstraint": DEFAULT_REGION})
    client.put_bucket_versioning(Bucket=OTHER_BUCKET, VersioningConfiguration={"Status": "Enabled"})
    yield endpoint
    server.stop()


def _make_bucket(s3: Any, sqs: Any) -> str:
    """Versioned, and telling a queue of what is stored below storage/, as in the template."""
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": DEFAULT_REGION})
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    queue_url: str = sqs.create_queue(QueueName="stored-vault")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sender = {"Service": "s3.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": sender, "Action": "sqs:SendMessage", "Resource": arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=queue_url, Attributes={"Policy": policy})
    rule = {
        "QueueArn": arn,
        "Events": ["s3:ObjectCreated:*"],
        "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "storage/"}]}},
    }
    s3.put_bucket_notification_configuration(Bucket=BUCKET, NotificationConfiguration={"QueueConfigurations": [rule]})
    return queue_url
