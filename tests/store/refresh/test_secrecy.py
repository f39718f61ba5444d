"""Is a token ever where it must not be: in a log, in Postgres, in DynamoDB in clear?

The real vault (KMS), the real budgets, every provider, refusals and exceptions, everything logged at DEBUG.
"""

import logging
from typing import Any

import pytest
from pynamodb.connection import Connection

from functions.refresh import budget_store
from functions.shared.database import Database
from functions.shared.dynamo import Transactions
from functions.shared.tokens import wiring
from infra.local.sandbox.server import Sandbox
from tests.store.conftest import AwsEndpoint
from tests.store.refresh.conftest import TABLE
from tests.store.refresh.rig import Clock, Rig

TOKENS = "tokens-refresh-test"
DAY = 86_400
LOGINS = {"ga4": "atolye@sandbox.test", "youtube": "rotating@sandbox.test", "instagram": "deniz.sandbox"}
PREFIXES = ("1//0", "ya29.a0", "IGAA", "sandbox-ga4-secret", "sandbox-youtube-secret", "sandbox-instagram-secret")
"""What the sandbox's tokens begin with, and our registrations' secrets."""


@pytest.fixture
def guarded(connect_rows: AwsEndpoint, sandbox: Sandbox, database: Database, clock: Clock) -> Rig:
    connect_rows.fresh_table(TOKENS)
    key = connect_rows.cloud.client("kms").create_key(Description="tokens")["KeyMetadata"]["Arn"]
    vault = wiring.kms_vault(TOKENS, key, Transactions(Connection()), clock)
    return Rig(sandbox, database, vault, budget_store.BudgetStore(), clock)


def everything(rig: Rig, aws: AwsEndpoint) -> str:
    tables = ("connections", "consents", "snapshots", "metrics", "deletions")
    postgres = [rig.rows(f"select * from connect.{table}") for table in tables] + [
        rig.rows("select * from match.creators")
    ]
    client: Any = aws.cloud.client("dynamodb")
    dynamodb = [client.scan(TableName=table)["Items"] for table in (TABLE, TOKENS)]
    assert all(dynamodb)
    return repr(postgres) + repr(dynamodb)


def test_tokens_are_nowhere_but_in_the_vault(
    guarded: Rig, connect_rows: AwsEndpoint, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    connected = {
        provider: guarded.connect(provider, login, age=11 * DAY, share_with_brands=True)
        for provider, login in LOGINS.items()
    }
    assert guarded.pull(*connected.values()) == []
    assert {guarded.row(each)["checked_at"] is not None for each in connected.values()} == {True}
    world = guarded.sandbox.world
    faults = (
        ("garbage", "*"),
        ("parameter", "instagram.*"),
        ("bad_request", "ga4.runReport"),
        ("html_502", "google.token"),
    )
    for fault, operation in faults:
        world.faults.add(operation, fault)
        guarded.clock.now += 5 * DAY
        guarded.pull(*connected.values())
        world.faults.clear()
    with guarded.database.transaction() as opened:
        opened.execute("alter table connect.snapshots rename to gone")
    guarded.clock.now += 5 * DAY
    assert guarded.pull(*connected.values()) == [0, 1, 2]
    with guarded.database.transaction() as opened:
        opened.execute("alter table connect.gone rename to snapshots")
    said = capsys.readouterr()
    for text in (caplog.text, said.out, said.err, everything(guarded, connect_rows)):
        assert [prefix for prefix in PREFIXES if prefix in text] == []
    assert "pull failed" in caplog.text
