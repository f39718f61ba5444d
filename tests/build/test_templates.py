"""Are the templates valid, the roles exact and the promises to the rest of the code kept?"""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from functions.shared.settings import Environment
from infra import cfn_yaml, parameters
from infra.build import Package
from infra.deploy import PROTECTED
from infra.layout import DATABASE_TEMPLATE, FUNCTIONS, MERGE_TEMPLATES, ROOT, ROOT_TEMPLATE, function_names
from tests.build.reading import resources, statements, texts

Templates = dict[str, Any]
LOG_DAYS = 30
WITHOUT_ROUTES = {"photos", "refresh", "trends"}
WITH_ROUTES = sorted(set(function_names()) - WITHOUT_ROUTES)


def _allowed_wildcards() -> dict[str, set[str]]:
    """Statement -> what it may end in, from the table in infra/functions/README.md."""
    rows = re.findall(r"^\| [a-z, ]+ \| (.+?) \| `(.+?)` \|", (MERGE_TEMPLATES / "README.md").read_text(), re.MULTILINE)
    allowed: dict[str, set[str]] = {}
    for sids, wildcard in rows:
        for sid in re.findall(r"`(\w+)`", sids):
            allowed.setdefault(sid, set()).add(wildcard)
    return allowed


def test_cfn_lint_has_nothing_to_say(packages: dict[str, Package]) -> None:
    files = [str(ROOT_TEMPLATE), str(DATABASE_TEMPLATE), *(str(package.template) for package in packages.values())]
    command = [str(Path(sys.executable).parent / "cfn-lint"), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_no_statement_allows_more_than_named_actions(templates: Templates) -> None:
    for template in templates.values():
        for statement in statements(template):
            assert isinstance(statement["Action"], list), statement["Sid"]
            assert [action for action in statement["Action"] if "*" in action] == [], statement["Sid"]
            assert "NotAction" not in statement
            assert "NotResource" not in statement


def test_wildcards_in_resources_are_the_documented_exceptions(templates: Templates) -> None:
    allowed = _allowed_wildcards()
    used = set()
    for template in templates.values():
        for statement in statements(template):
            wild = [resource for resource in texts(statement) if "*" in resource]
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
        functions = resources(template, "AWS::Lambda::Function")
        roles = [function["Role"]["Fn::GetAtt"][0] for function in functions.values()]
        assert len(set(roles)) == len(functions)
        assert set(roles) == set(resources(template, "AWS::IAM::Role"))


def test_every_role_may_trace_before_its_function_is_made(templates: Templates) -> None:
    """Lambda checks it when tracing is switched on, so it has to be in the role itself and not in a policy beside."""
    for template in templates.values():
        assert resources(template, "AWS::IAM::Policy") == {}
        for name, role in resources(template, "AWS::IAM::Role").items():
            (policy,) = role["Policies"]
            last = policy["PolicyDocument"]["Statement"][-1]
            condition, statement, otherwise = last["Fn::If"]
            assert (condition, statement["Sid"], otherwise) == ("Traced", "SendTraces", {"Ref": "AWS::NoValue"}), name


def test_only_auth_writes_identity_and_others_read_keys_and_sessions(templates: Templates) -> None:
    for name in set(templates) - {"auth"}:
        for statement in statements(templates[name]):
            if statement["Resource"] == {"Ref": "IdentityTableArn"}:
                assert statement["Action"] == ["dynamodb:GetItem"]
                keys = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
                assert keys == (["U#*"] if statement["Sid"] == "ReadRoles" else ["JWKS", "S#*"])


def test_match_reads_a_users_role_and_nothing_else_of_the_account(templates: Templates) -> None:
    found = [each for name in templates for each in statements(templates[name]) if each["Sid"] == "ReadRoles"]
    assert found == [each for each in statements(templates["match"]) if each["Sid"] == "ReadRoles"]
    (condition,) = [statement["Condition"] for statement in found]
    assert condition["ForAllValues:StringEquals"] == {"dynamodb:Attributes": ["pk", "sk", "role", "status"]}


def test_every_lambda_function_logs_to_a_group_that_forgets(templates: Templates) -> None:
    for template in templates.values():
        groups = resources(template, "AWS::Logs::LogGroup")
        for function in resources(template, "AWS::Lambda::Function").values():
            assert groups[function["LoggingConfig"]["LogGroup"]["Ref"]]["RetentionInDays"] == LOG_DAYS


def test_every_lambda_function_and_api_has_an_alarm(templates: Templates) -> None:
    for template in templates.values():
        alarms = [alarm for alarm in resources(template, "AWS::CloudWatch::Alarm").values() if "MetricName" in alarm]
        watched = {
            (alarm["MetricName"], dimension["Value"]["Ref"])
            for alarm in alarms
            for dimension in alarm["Dimensions"]
            if isinstance(dimension["Value"], dict) and "Ref" in dimension["Value"]
        }
        assert watched == {("Errors", name) for name in resources(template, "AWS::Lambda::Function")}
        answers = [alarm["Dimensions"] for alarm in alarms if alarm["MetricName"] == "5XXError"]
        apis = resources(template, "AWS::ApiGateway::RestApi").values()
        assert answers == [[{"Name": "ApiName", "Value": api["Name"]}] for api in apis]


def test_alarms_on_our_counters_name_what_is_counted_and_tell_what_to_do(templates: Templates) -> None:
    told = (ROOT / "docs" / "operations.md").read_text().partition("| Alarm |")[2]
    watched = set()
    for name, template in templates.items():
        sources = "".join(path.read_text() for path in (FUNCTIONS / name).glob("*.py"))
        for alarm in resources(template, "AWS::CloudWatch::Alarm").values():
            if alarm.get("Namespace") == {"Fn::Sub": "infofluencer/${Stage}"}:
                watched.add(alarm["MetricName"])
                assert alarm["Dimensions"] == [{"Name": "service", "Value": name}]
                assert f'"{alarm["MetricName"]}"' in sources
                assert f"`{alarm['MetricName']}`" in told
    assert watched >= {"DeletionDelayed", "PullPoison", "RevokeFailed", "TokensLost"}


def test_a_function_without_routes_has_no_api(templates: Templates) -> None:
    found = {name for name, template in templates.items() if not resources(template, "AWS::ApiGateway::RestApi")}
    assert found == WITHOUT_ROUTES
    for name in found:
        assert [each for each in templates[name]["Resources"] if "Gateway" in each or "API" in each] == []


@pytest.mark.parametrize("name", WITH_ROUTES)
def test_an_api_has_a_name_of_its_own_in_each_stage(name: str, templates: Templates) -> None:
    """Metrics are found by that name: with one name for all stages, an alarm of one hears the others."""
    (api,) = resources(templates[name], "AWS::ApiGateway::RestApi").values()
    assert api["Name"] == api["Body"]["info"]["title"] == {"Fn::Sub": f"infofluencer-${{Stage}}-{name}"}


@pytest.mark.parametrize("name", function_names())
def test_every_setting_is_in_the_environment_of_every_lambda_function(name: str, templates: Templates) -> None:
    module = import_module(f"functions.{name}.settings")
    models = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Environment)]
    fields = {field.upper() for model in models for field in model.model_fields}
    for function in resources(templates[name], "AWS::Lambda::Function").values():
        assert fields <= set(function["Environment"]["Variables"])


def test_an_api_is_regional_has_one_stage_and_answers_as_problem_json(templates: Templates) -> None:
    for template in (templates[name] for name in WITH_ROUTES):
        (api,) = resources(template, "AWS::ApiGateway::RestApi").values()
        assert api["EndpointConfiguration"]["Types"] == ["REGIONAL"]
        (stage,) = resources(template, "AWS::ApiGateway::Stage").values()
        assert stage["StageName"] == "api"
        responses = api["Body"]["x-amazon-apigateway-gateway-responses"]
        assert responses["MISSING_AUTHENTICATION_TOKEN"]["statusCode"] == "404"
        assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(responses)


def test_state_outlives_the_stack() -> None:
    root = cfn_yaml.load(ROOT_TEMPLATE)
    for name in (
        "ConnectTable",
        "Database",
        "IdentityTable",
        "OtpPepperSecret",
        "PhoneIndexSecret",
        "ProviderClientsSecret",
        "PushKeySecret",
        "SigningKeysSecret",
        "StorageBucket",
        "TokenKey",
        "TokenTable",
        "VaultTable",
    ):
        assert root["Resources"][name]["DeletionPolicy"] == "RetainExceptOnCreate"
        assert root["Resources"][name]["UpdateReplacePolicy"] == "Retain"


def test_a_first_create_that_fails_can_be_undone() -> None:
    """A protected table cannot be deleted; infra/deploy.py protects the tables once they are in use."""
    tables = resources(cfn_yaml.load(ROOT_TEMPLATE), "AWS::DynamoDB::Table")
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
    assert routed == {f"/api/{name}/*": name for name in WITH_ROUTES}
    for origin in config["Origins"]:
        if origin["Id"] != "site":
            assert origin["OriginCustomHeaders"][0]["HeaderName"] == "x-origin-verify"
