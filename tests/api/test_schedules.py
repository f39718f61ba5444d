"""Does every schedule run through on the deployed stack, with its own role, while there is work to do?"""

from importlib import import_module
from pathlib import Path

import pytest
from chalice.app import ScheduledEventConfig

from infra.deploy import stack_of
from infra.invoke import invoke
from infra.layout import function_names
from infra.local.stack import LocalStack
from tests.api.test_connections import CREATOR, INSTAGRAM, audience, connect
from tests.clients import App, Eventually

pytestmark = pytest.mark.stack
TICK = (Path(__file__).parents[2] / "events" / "schedule.json").read_text()
AUDIENCE = {
    "name": "Ours",
    "definition": {"kind": "form", "dimensions": {"gender": {"female": 0.6, "male": 0.4}}},
    "is_default": True,
}
AT_DEPLOYMENT = "auth.rotate_keys"
SCHEDULES = [
    f"{name}.{source.name}"
    for name in function_names()
    for source in import_module(f"functions.{name}.app").app.event_sources
    if isinstance(source, ScheduledEventConfig)
]


@pytest.fixture(scope="module")
def busy(stack: LocalStack, eventually: Eventually) -> App:
    """Somebody with two connections, one of them shared, and a keyword that waits; a company with a saved search."""
    person = App(stack).sign_in()
    assert connect(stack, person, "instagram", INSTAGRAM) == "connected"
    assert connect(stack, person, "youtube", CREATOR) == "connected"
    shared = eventually(lambda: audience(person, "instagram"))["connection_id"]
    person.call("PATCH", f"/connect/connections/{shared}", {"share_with_brands": True})
    assert person.call("GET", "/match/trends?keyword=kahve&geo=TR").json()["state"] == "pending"
    company = App(stack).sign_in()
    company.call("PATCH", "/auth/me", {"role": "company"})
    assert company.call("POST", "/match/audiences", AUDIENCE).status_code == 201
    assert company.call("POST", "/match/searches", {"name": "all", "query": {}}).status_code == 201
    return person


@pytest.mark.parametrize("schedule", sorted(set(SCHEDULES) - {AT_DEPLOYMENT}))
def test_a_schedule_runs_through(stack: LocalStack, busy: App, schedule: str) -> None:
    answer = invoke(stack_of(stack.cloud, "local"), schedule, TICK)
    assert not answer.failed, answer.result


def test_a_keyword_has_its_series_after_a_collection(stack: LocalStack, busy: App) -> None:
    assert not invoke(stack_of(stack.cloud, "local"), "trends.collect", TICK).failed
    found = busy.call("GET", "/match/trends?keyword=kahve&geo=TR").json()
    assert (found["state"], len(found["points"]) > 10) == ("value", True)
