"""What does a secret cost, and what happens when Secrets Manager does not answer?"""

from typing import TYPE_CHECKING

import pytest
from botocore.credentials import Credentials
from botocore.stub import Stubber

from functions.shared import aws
from functions.shared.problems import Code, Problem
from functions.shared.secrets import TTL, SecretReader

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

ANSWER = {"SecretString": '{"key": "one"}'}


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client() -> "SecretsManagerClient":
    made: SecretsManagerClient = aws.client(
        "secretsmanager", region="eu-central-1", credentials=Credentials("id", "key")
    )
    return made


@pytest.fixture
def asked(client: "SecretsManagerClient") -> Stubber:
    """Refuses every call that was not announced to it."""
    stubber = Stubber(client)
    stubber.activate()
    return stubber


def test_a_secret_is_asked_for_once_within_its_time(
    client: "SecretsManagerClient", asked: Stubber, clock: Clock
) -> None:
    secrets = SecretReader(client, clock)
    asked.add_response("get_secret_value", ANSWER, {"SecretId": "arn"})
    assert secrets.read("arn") == {"key": "one"}
    clock.now += TTL
    assert secrets.read("arn") == {"key": "one"}
    asked.add_response("get_secret_value", {"SecretString": '{"key": "two"}'}, {"SecretId": "arn"})
    clock.now += 1
    assert secrets.read("arn") == {"key": "two"}
    asked.assert_no_pending_responses()


def test_no_answer_is_a_service_that_is_busy_and_not_remembered(
    client: "SecretsManagerClient", asked: Stubber, clock: Clock
) -> None:
    secrets = SecretReader(client, clock)
    asked.add_client_error("get_secret_value", "InternalServiceError", http_status_code=500)
    with pytest.raises(Problem) as refused:
        secrets.read("arn")
    assert (refused.value.code, refused.value.retry_after) == (Code.UNAVAILABLE, 1)
    asked.add_response("get_secret_value", ANSWER, {"SecretId": "arn"})
    assert secrets.read("arn") == {"key": "one"}
