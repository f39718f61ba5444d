import json
import logging

from functions.shared.logs import scrub


def test_secret_names_are_masked_at_any_depth() -> None:
    line = {"a": [{"Authorization": "Bearer x", "refresh_token": "y", "nested": {"phone_hash": "z"}}], "user_id": "u"}
    assert scrub(line) == {
        "a": [{"Authorization": "[redacted]", "refresh_token": "[redacted]", "nested": {"phone_hash": "[redacted]"}}],
        "user_id": "u",
    }


def test_secret_shapes_are_masked_inside_texts() -> None:
    text = "failed for +905321234567 with eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln and v1.1.01abc.01def.3.link.tag"
    assert scrub({"message": text})["message"] == "failed for [redacted] with [redacted] and [redacted]"


def test_what_operators_need_stays() -> None:
    line = {
        "code": "rate_limited",
        "request_id": "9b2f6a3e-6d0c-4c1e-9a52-446655440000",
        "status": 429,
        "milliseconds": 1.5,
    }
    assert scrub(line) == line


def test_odd_values_survive_serialising() -> None:
    assert json.loads(json.dumps(scrub({"tuple": (1, None, True), "none": None}))) == {
        "tuple": [1, None, True],
        "none": None,
    }


def test_libraries_whose_debug_lines_hold_requests_stay_quiet() -> None:
    for name in ("botocore.parsers", "google.auth", "oauthlib.oauth2", "requests_oauthlib.oauth2_session", "urllib3"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)
