"""Are the templates valid, the roles exact and the promises to the rest of the code kept?"""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from functions.shared.settings import Settings
from infra import cfn_yaml, parameters
from infra.build import Package
from infra.deploy import PROTECTED
from infra.layout import MERGE_TEMPLATES, ROOT_TEMPLATE, function_names

Templates = dict[str, Any]
LOG_DAYS = 30


def _resources(template: Templates, kind: str) -> dict[str, Any]:
    return {name: each["Properties"] for name, each in template["Resources"].items() if each["Type"] == kind}


def _statements(template: Templates) -> Iterator[dict[str, Any]]:
    for role in _resources(template, "AWS::IAM::Role").values():
        for policy in role["Policies"]:
            for statement in policy["PolicyDocument"]["Statement"]:
                yield statement["Fn::If"][1] if "Fn::If" in statement else statement


def _text(resource: Any) -> str:
    """An ARN as written: the text of !Sub, else the reference."""
    return str(resource.get("Fn::Sub", resource)) if isinstance(resource, dict) else str(resource)


def _allowed_wildcards() -> dict[str, set[str]]:
    """Statement -> what it may end in, from the table in infra/functions/README.md."""
    rows = re.findall(r"^\| [a-z, ]+ \| (.+?) \| `(.+?)` \|", (MERGE_TEMPLATES / "README.md").read_text(), re.MULTILINE)
    allowed: dict[str, set[str]] = {}
    for sids, wildcard in rows:
        for sid in re.findall(r"`(\w+)`", sids):
            allowed.setdefault(sid, set()).add(wildcard)
    return allowed


def test_cfn_lint_has_nothing_to_say(packages: dict[str, Package]) -> None:
    files = [str(ROOT_TEMPLATE), *(str(package.template) for package in packages.values())]
    command = [str(Path(sys.executable).parent / "cfn-lint"), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_no_statement_allows_more_than_named_actions(templates: Templates) -> None:
    for template in templates.values():
        for statement in _statements(template):
            assert isinstance(statement["Action"], list), statement["Sid"]
            assert [action for action in statement["Action"] if "*" in action] == [], statement["Sid"]
            assert "NotAction" not in statement
            assert "NotResource" not in statement


def test_wildcards_in_resources_are_the_documented_exceptions(templates: Templates) -> None:
    allowed = _allowed_wildcards()
    used = set()
    for template in templates.values():
        for statement in _statements(template):
            resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
            wild = [_text(resource) for resource in resources if "*" in _text(resource)]
            if statement["Effect"] == "Allow" and wild:
                used.add(statement["Sid"])
                for resource in wild:
                    assert resource.endswith(tuple(allowed.get(statement["Sid"], ()))), (
                        f"{statement['Sid']}: {resource}"
                    )
                    assert resource.count("*") == 1
    assert used == set(allowed)


def test_every_lambda_function_has_a_role_of_its_own(templates: Templates) -> None:
    for template in templates.values():
        functions = _resources(template, "AWS::Lambda::Function")
        roles = [function["Role"]["Fn::GetAtt"][0] for function in functions.values()]
        assert len(set(roles)) == len(functions)
        assert set(roles) == set(_resources(template, "AWS::IAM::Role"))


def test_every_role_may_trace_before_its_function_is_made(templates: Templates) -> None:
    """Lambda checks it when tracing is switched on, so it has to be in the role itself and not in a policy beside."""
    for template in templates.values():
        assert _resources(template, "AWS::IAM::Policy") == {}
        for name, role in _resources(template, "AWS::IAM::Role").items():
            (policy,) = role["Policies"]
            last = policy["PolicyDocument"]["Statement"][-1]
            condition, statement, otherwise = last["Fn::If"]
            assert (condition, statement["Sid"], otherwise) == ("Traced", "SendTraces", {"Ref": "AWS::NoValue"}), name


def test_only_auth_writes_identity_and_others_read_keys_and_sessions(templates: Templates) -> None:
    for name in set(templates) - {"auth"}:
        for statement in _statements(templates[name]):
            if statement["Resource"] == {"Ref": "IdentityTableArn"}:
                assert statement["Action"] == ["dynamodb:GetItem"]
                keys = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
                assert keys == ["JWKS", "S#*"]


def test_every_lambda_function_logs_to_a_group_that_forgets(templates: Templates) -> None:
    for template in templates.values():
        groups = _resources(template, "AWS::Logs::LogGroup")
        for function in _resources(template, "AWS::Lambda::Function").values():
            assert groups[function["LoggingConfig"]["LogGroup"]["Ref"]]["RetentionInDays"] == LOG_DAYS


def test_every_lambda_function_and_api_has_an_alarm(templates: Templates) -> None:
    for template in templates.values():
        alarms = [alarm for alarm in _resources(template, "AWS::CloudWatch::Alarm").values() if "MetricName" in alarm]
        watched = {
            (alarm["MetricName"], dimension["Value"]["Ref"])
            for alarm in alarms
            for dimension in alarm["Dimensions"]
            if "Ref" in dimension["Value"]
        }
        assert watched == {("Errors", name) for name in _resources(template, "AWS::Lambda::Function")}
        (answers,) = (alarm for alarm in alarms if alarm["MetricName"] == "5XXError")
        (api,) = _resources(template, "AWS::ApiGateway::RestApi").values()
        assert answers["Dimensions"] == [{"Name": "ApiName", "Value": api["Name"]}]


@pytest.mark.parametrize("name", function_names())
def test_an_api_has_a_name_of_its_own_in_each_stage(name: str, templates: Templates) -> None:
    """Metrics are found by that name: with one name for all stages, an alarm of one hears the others."""
    (api,) = _resources(templates[name], "AWS::ApiGateway::RestApi").values()
    assert api["Name"] == api["Body"]["info"]["title"] == {"Fn::Sub": f"infofluencer-${{Stage}}-{name}"}


@pytest.mark.parametrize("name", function_names())
def test_every_setting_is_in_the_environment_of_every_lambda_function(name: str, templates: Templates) -> None:
    module = import_module(f"functions.{name}.settings")
    models = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Settings)]
    fields = {field.upper() for model in models for field in model.model_fields}
    for function in _resources(templates[name], "AWS::Lambda::Function").values():
        assert fields <= set(function["Environment"]["Variables"])


def test_an_api_is_regional_has_one_stage_and_answers_as_problem_json(templates: Templates) -> None:
    for template in templates.values():
        (api,) = _resources(template, "AWS::ApiGateway::RestApi").values()
        assert api["EndpointConfiguration"]["Types"] == ["REGIONAL"]
        (stage,) = _resources(template, "AWS::ApiGateway::Stage").values()
        assert stage["StageName"] == "api"
        responses = api["Body"]["x-amazon-apigateway-gateway-responses"]
        assert responses["MISSING_AUTHENTICATION_TOKEN"]["statusCode"] == "404"
        assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(responses)


def test_a_queue_worker_reports_the_messages_that_failed(templates: Templates) -> None:
    mappings = _resources(templates["vault"], "AWS::Lambda::EventSourceMapping")
    sources = {mapping["EventSourceArn"]["Fn::Sub"] for mapping in mappings.values()}
    assert sources == {"${StoredQueueArn}", "${ErasureQueueArn}"}
    for mapping in mappings.values():
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_queue_waits_longer_than_its_worker_runs(templates: Templates) -> None:
    root = cfn_yaml.load(ROOT_TEMPLATE)
    for queue, worker in (("StoredQueue", "Stored"), ("ErasureQueue", "Erase")):
        visible = root["Resources"][queue]["Properties"]["VisibilityTimeout"]
        assert visible >= 6 * templates["vault"]["Resources"][worker]["Properties"]["Timeout"]


def test_state_outlives_the_stack() -> None:
    root = cfn_yaml.load(ROOT_TEMPLATE)
    for name in (
        "IdentityTable",
        "VaultTable",
        "StorageBucket",
        "OtpPepperSecret",
        "PhoneIndexSecret",
        "SigningKeysSecret",
    ):
        assert root["Resources"][name]["DeletionPolicy"] == "RetainExceptOnCreate"
        assert root["Resources"][name]["UpdateReplacePolicy"] == "Retain"


def test_a_first_create_that_fails_can_be_undone() -> None:
    """A protected table cannot be deleted; infra/deploy.py protects the tables once they are in use."""
    tables = _resources(cfn_yaml.load(ROOT_TEMPLATE), "AWS::DynamoDB::Table")
    assert len(tables) == len(PROTECTED)
    for table in tables.values():
        assert "DeletionProtectionEnabled" not in table


def test_every_setting_is_a_parameter_with_a_default() -> None:
    declared = cfn_yaml.load(ROOT_TEMPLATE)["Parameters"]
    assert [name for name in parameters.SETTINGS.values() if "Default" not in declared[name]] == []


def test_error_pages_of_the_distribution_would_replace_those_of_the_apis() -> None:
    """CustomErrorResponses hold for every behaviour, so there must be none."""
    distribution = cfn_yaml.load(ROOT_TEMPLATE)["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
    assert "CustomErrorResponses" not in distribution


def test_every_function_has_an_origin_and_a_behaviour() -> None:
    config = cfn_yaml.load(ROOT_TEMPLATE)["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
    routed = {each["PathPattern"]: each["TargetOriginId"] for each in config["CacheBehaviors"]}
    assert routed == {f"/api/{name}/*": name for name in function_names()}
    for origin in config["Origins"]:
        if origin["Id"] != "site":
            assert origin["OriginCustomHeaders"][0]["HeaderName"] == "x-origin-verify"
