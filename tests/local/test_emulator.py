"""Does the emulator start, keep its state over a stop, enforce roles, and say clearly why it cannot start?"""

import json
import socket
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from infra.aws import Cloud
from infra.local import ports
from infra.local.emulator import Emulator
from infra.local.failure import LocalError

NOBODY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*"}],
}


def test_tables_objects_and_secrets_survive_a_stop(tmp_path: Path) -> None:
    emulator = Emulator(tmp_path, ports.free())
    assert not emulator.has_state
    emulator.start()
    cloud = Cloud(emulator.endpoint)
    where = {"LocationConstraint": cloud.region}
    cloud.client("s3").create_bucket(Bucket="kept", CreateBucketConfiguration=where)
    cloud.client("s3").put_object(Bucket="kept", Key="a/b", Body=b"bytes")
    cloud.client("secretsmanager").create_secret(Name="kept", SecretString="value")
    emulator.stop()
    assert emulator.has_state

    again = Emulator(tmp_path, ports.free())
    again.start()
    try:
        cloud = Cloud(again.endpoint)
        assert cloud.client("s3").get_object(Bucket="kept", Key="a/b")["Body"].read() == b"bytes"
        assert cloud.client("secretsmanager").get_secret_value(SecretId="kept")["SecretString"] == "value"
    finally:
        again.stop()


def test_a_role_without_a_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes a missing line in a policy show on a developer's machine."""
    emulator = Emulator(tmp_path, ports.free())
    emulator.start()
    try:
        iam = Cloud(emulator.endpoint).client("iam")
        iam.create_user(UserName="nobody")
        iam.put_user_policy(UserName="nobody", PolicyName="p", PolicyDocument=json.dumps(NOBODY))
        key = iam.create_access_key(UserName="nobody")["AccessKey"]
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", key["AccessKeyId"])
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key["SecretAccessKey"])
        with pytest.raises(ClientError, match="AccessDenied"):
            Cloud(emulator.endpoint).client("s3").list_buckets()
    finally:
        emulator.stop()


def test_a_port_in_use_is_a_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(LocalError, match=f"port {port} is in use"):
            Emulator(tmp_path, port).start()


def test_an_emulator_that_breaks_tells_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(LocalError, match="the AWS emulator does not start: it said nothing"):
        Emulator(tmp_path, ports.free()).start()


def test_one_that_outlived_us_is_ended_before_the_next(tmp_path: Path) -> None:
    """As after a kill of `make run`: two emulators on one state would spoil it."""
    left, port = Emulator(tmp_path, ports.free()), ports.free()
    left.start()
    after = Emulator(tmp_path, port)
    after.start()
    try:
        assert not left.is_running
    finally:
        after.stop()
        left.stop()


def test_after_a_start_on_another_port_a_queue_is_the_one_that_was_there(tmp_path: Path) -> None:
    """Workers look for their queue by its address: under a new one nobody would take its messages."""
    addresses = set()
    for _ in range(2):
        emulator = Emulator(tmp_path, ports.free())
        emulator.start()
        try:
            addresses.add(Cloud(emulator.endpoint).client("sqs").create_queue(QueueName="kept")["QueueUrl"])
        finally:
            emulator.stop()
    assert len(addresses) == 1
