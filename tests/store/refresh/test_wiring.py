"""Does what the environment puts together go the whole way: plan, SQS, pull, tokens of Secrets Manager, retain?"""

import json
from typing import Any

import pytest

from functions.refresh import pull_wiring, triggers, wiring
from functions.shared.database import Database
from functions.shared.dynamo import Transactions, connect
from functions.shared.metrics import NullMetrics
from functions.shared.tokens import wiring as tokens
from infra.local.sandbox.server import Sandbox
from tests.fakes.budgets import MemoryBudgets
from tests.store.conftest import AwsEndpoint
from tests.store.refresh.conftest import TABLE
from tests.store.refresh.rig import Clock, Rig, event

STAGE = "refresh-test"
TOKENS = "tokens-refresh-test"
LOGINS = {"ga4": "atolye@sandbox.test", "youtube": "rotating@sandbox.test", "instagram": "deniz.sandbox"}
DAY = 86_400


@pytest.fixture
def environment(
    connect_rows: AwsEndpoint, sandbox: Sandbox, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "infofluencer/test")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "refresh")
    connect_rows.fresh_table(TOKENS)
    client = connect_rows.cloud.client
    queue = client("sqs").create_queue(QueueName=f"refresh-{sandbox.base_url.rpartition(':')[2]}")["QueueUrl"]
    client("sqs").purge_queue(QueueUrl=queue)
    name = f"provider-clients-{database_url.rpartition('/')[2].partition('?')[0]}"
    secret = client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(sandbox.registrations()))
    return {
        "STAGE": STAGE,
        "DATABASE_URL": database_url,
        "CONNECT_TABLE": TABLE,
        "REFRESH_QUEUE_URL": queue,
        "PROVIDER_CLIENTS": secret["ARN"],
        "TOKEN_VAULT": "secrets",
        "TOKEN_TABLE": TOKENS,
        "TOKEN_KEY": client("kms").create_key(Description="tokens")["KeyMetadata"]["Arn"],
    }


def test_the_whole_way(
    environment: dict[str, str], connect_rows: AwsEndpoint, sandbox: Sandbox, database: Database, clock: Clock
) -> None:
    vault = tokens.secrets_vault(STAGE, TOKENS, environment["TOKEN_KEY"], Transactions(connect()), NullMetrics(), clock)
    rig = Rig(sandbox, database, vault, MemoryBudgets(), clock)
    connected = [rig.connect(provider, login, age=11 * DAY) for provider, login in LOGINS.items()]
    plan, pulling = wiring.build_plan(environment, clock), pull_wiring.build(environment, clock)
    retaining = wiring.build_retaining(environment, clock)
    assert triggers.plan(plan) == {"queued": 3, "unsent": 0, "late": 0}
    bodies = received(connect_rows, environment["REFRESH_QUEUE_URL"])
    assert triggers.pull(event(bodies), pulling) == {"batchItemFailures": []}
    assert [rig.row(each)["checked_at"] is not None for each in connected] == [True] * 3
    assert rig.row(connected[2])["token_renewed_at"].timestamp() == clock()
    assert triggers.retain(retaining)["finished"]
    stores: tuple[Any, ...] = (plan.due, pulling.claims, retaining.store)
    for store in stores:
        store._database.close()


def received(aws: AwsEndpoint, queue: str) -> list[str]:
    client: Any = aws.cloud.client("sqs")
    bodies: list[str] = []
    while found := client.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        bodies += [message["Body"] for message in found]
    return bodies
