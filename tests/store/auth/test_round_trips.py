"""Does every step of a sign-in stay within its number of store round trips? Same measurement as tests/bench/auth."""

import time

import pytest

from functions.auth import wiring
from tests.bench.auth import stage
from tests.bench.auth.round_trips import Hands, Measured, measure
from tests.store.conftest import AwsEndpoint


@pytest.fixture
def measured(emulator: AwsEndpoint, identity_table: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Measured]:
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "test")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "auth")
    clock = Hands(time.time())
    auth = wiring.build(stage.emulated_settings(emulator.cloud, identity_table, clock()), clock)
    with stage.answering(auth):
        return {each.name: each for each in measure(auth, clock)}


def test_every_step_stays_within_its_budget(measured: dict[str, Measured]) -> None:
    assert {name: str(each.calls) for name, each in measured.items() if not each.kept} == {}


def test_each_budget_is_measured(measured: dict[str, Measured]) -> None:
    budgeted = {name for name, each in measured.items() if each.budget is not None}
    assert budgeted == {
        "POST /auth/otp, new phone",
        "POST /auth/otp, known phone",
        "verify, right code, new user",
        "verify, right code, known user",
        "verify, wrong code",
        "POST /auth/refresh",
        "access check",
        "access check within 10 s",
    }


def test_the_counter_sees_reads_writes_texts_and_secrets(measured: dict[str, Measured]) -> None:
    """A counter that sees nothing keeps every budget."""
    cold = measured["start, first request of a process"].calls
    assert cold.sent.count("secrets-manager.GetSecretValue") == 3
    assert [name for name in cold.sent if not name.startswith("secrets")] == [
        "dynamodb.GetItem",
        "dynamodb.TransactWriteItems",
        "sns.Publish",
    ]
    assert measured["POST /auth/refresh"].calls.sent == ["dynamodb.UpdateItem"]
    assert measured["GET /auth/me (check + profile)"].calls.sent == ["dynamodb.GetItem"] * 2
