"""Every refusal of tests/fixtures/providers/*_errors.json ends in its documented outcome, any other in some outcome."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience import errors, google_errors, meta_errors
from functions.shared.audience.errors import Outcome, Refusal, Verdict
from functions.shared.audience.quota_reset import midnight_pacific
from tests.unit.audience.samples import JSON, NOW, load

WAITING = (Verdict.BACK_OFF, Verdict.QUOTA_WAIT)
GOOGLE, META = load("google_errors.json"), load("meta_errors.json")
HEADERS = st.dictionaries(
    st.sampled_from(["Retry-After", "X-App-Usage", "X-Business-Use-Case-Usage"]),
    st.text(max_size=20) | JSON.map(json.dumps),
)
CODES = st.sampled_from([1, 2, 4, 10, 17, 32, 100, 190, 200, 613, 80002]) | JSON
ERRORS = st.fixed_dictionaries(
    {"error": st.fixed_dictionaries({"code": CODES}, optional={"errors": JSON, "details": JSON})}
)
BODIES = st.text(max_size=60) | JSON.map(json.dumps) | ERRORS.map(json.dumps)


def refusal(case: dict[str, Any]) -> Refusal:
    return Refusal(case["status"], case["body"], case["headers"])


def expected(named: str) -> tuple[str, float | None]:
    """`back_off_60`: until 60 seconds from now; `quota_wait_midnight`: until midnight in California."""
    for verdict in ("back_off", "quota_wait"):
        if named.startswith(f"{verdict}_"):
            until = named.removeprefix(f"{verdict}_")
            return verdict, midnight_pacific(NOW) if until == "midnight" else NOW + float(until)
    return named, None


@pytest.mark.parametrize("name", GOOGLE)
def test_what_google_says_ends_in_its_documented_outcome(name: str) -> None:
    found = google_errors.classify(refusal(GOOGLE[name]), NOW)
    assert (found.verdict.value, found.until) == expected(GOOGLE[name]["outcome"]), found


@pytest.mark.parametrize("name", META)
def test_what_meta_says_ends_in_its_documented_outcome(name: str) -> None:
    found = meta_errors.classify(refusal(META[name]), NOW)
    assert (found.verdict.value, found.until) == expected(META[name]["outcome"]), found
    assert found.reason == META[name]["reason"]


def test_a_second_401_after_a_fresh_token_needs_the_user() -> None:
    spent = refusal(GOOGLE["unauthenticated"])
    assert google_errors.classify(spent, NOW).verdict is Verdict.RENEW_TOKEN
    assert google_errors.classify(spent, NOW, renewed=True).verdict is Verdict.NEEDS_REAUTH


def test_every_subcode_of_190_has_a_fixture() -> None:
    assert {f"token_{subcode}" for subcode in meta_errors.SUBCODES} <= set(META)


@given(st.integers(0, 599), BODIES, HEADERS, st.booleans())
def test_any_refusal_has_an_outcome(status: int, body: str, headers: dict[str, str], renewed: bool) -> None:  # noqa: FBT001
    answer = Refusal(status, body, headers)
    for found in (google_errors.classify(answer, NOW, renewed=renewed), meta_errors.classify(answer, NOW)):
        assert isinstance(found, Outcome)
        assert (found.until is not None) == (found.verdict in WAITING)
        assert found.until is None or NOW < found.until <= NOW + 25 * 3600
        assert 0 < len(found.reason) <= 60


@given(st.integers(0, 599), st.text(max_size=60).filter(lambda text: "{" not in text))
def test_garbage_never_costs_a_user_the_connection(status: int, body: str) -> None:
    for found in (google_errors.classify(Refusal(status, body), NOW), meta_errors.classify(Refusal(status, body), NOW)):
        assert found.verdict not in (Verdict.NEEDS_REAUTH, Verdict.MISSING_SCOPE, Verdict.RENEW_TOKEN)


def test_a_huge_body_is_garbage() -> None:
    body = '{"error":"invalid_grant"}' + " " * errors.MAX_BODY
    assert google_errors.classify(Refusal(400, body), NOW).verdict is Verdict.BUG


def test_a_deeply_nested_body_is_garbage() -> None:
    assert meta_errors.classify(Refusal(500, "[" * 200_000), NOW).verdict is Verdict.RETRY


def test_a_refusal_does_not_show_its_body() -> None:
    assert "secret" not in repr(Refusal(400, "secret", {"x": "secret"}))


@pytest.mark.parametrize(
    ("headers", "percent"),
    [
        ({}, 0),
        ({"X-App-Usage": '{"call_count":28,"total_time":31,"total_cputime":5}'}, 31),
        ({"x-business-use-case-usage": '{"1":[{"type":"instagram","call_count":85,"total_time":9}],"2":[]}'}, 85),
        ({"X-App-Usage": "garbage", "X-Business-Use-Case-Usage": '{"1":[null],"2":3}'}, 0),
    ],
)
def test_metas_headers_tell_how_full_the_limits_are(headers: dict[str, str], percent: float) -> None:
    assert meta_errors.usage(headers) == percent
