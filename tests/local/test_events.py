"""Are the event files what their receivers will get?"""

import inspect
import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from functions.shared import messages, pictures, pulls
from infra import invoke
from infra.layout import EVENTS


def _read(name: str) -> Any:
    return json.loads((EVENTS / name).read_text())


def test_the_domain_event_fits_its_schema() -> None:
    validator = Draft202012Validator(_read("user_deleted.schema.json"))
    assert list(validator.iter_errors(_read("user_deleted.json"))) == []
    assert list(validator.iter_errors({**_read("user_deleted.json"), "detail": {"user_id": "x"}})) != []


def test_the_queue_carries_the_domain_event_as_it_is() -> None:
    bodies = [json.loads(record["body"]) for record in _read("sqs_user_deleted.json")["Records"]]
    assert bodies == [_read("user_deleted.json")]


def test_the_refresh_queue_carries_pulls() -> None:
    bodies = [record["body"] for record in _read("sqs_refresh.json")["Records"]]
    assert [pulls.encode(pulls.decode(body)) for body in bodies] == bodies


def test_the_poison_is_one_and_what_lies_beside_it_is_none() -> None:
    poison, good = (record["body"] for record in _read("sqs_refresh_poison.json")["Records"])
    with pytest.raises(pulls.MalformedError):
        pulls.decode(poison)
    assert pulls.decode(good)


def test_the_queues_of_pictures_carry_jobs_and_reports() -> None:
    for name, read in (("sqs_pictures.json", pictures.job), ("sqs_pictured.json", pictures.report)):
        bodies = [record["body"] for record in _read(name)["Records"]]
        assert [pictures.encode(read(body)) for body in bodies] == bodies


def test_the_poison_among_pictures_is_one() -> None:
    (poison,) = (record["body"] for record in _read("sqs_pictures_poison.json")["Records"])
    with pytest.raises(messages.MalformedError):
        pictures.job(poison)


def test_the_usage_of_invoke_names_files_that_are_there() -> None:
    named = re.findall(r"events/[\w.]+", inspect.getsource(invoke))
    assert named
    assert [name for name in named if not (EVENTS.parent / name).exists()] == []


@pytest.mark.parametrize(
    ("function", "output"),
    [("auth", "AuthFunctionName"), ("auth.rotate_keys", "AuthRotateKeysFunctionName")],
)
def test_a_function_is_found_by_its_name(function: str, output: str) -> None:
    assert invoke.output_name(function) == output
