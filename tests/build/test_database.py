"""Is Postgres in a cloud account private, encrypted, backed up and reached by TLS that is verified?"""

from typing import Any

import pytest

from infra import cfn_yaml
from infra.layout import DATABASE_TEMPLATE, ROOT, ROOT_TEMPLATE
from tests.build.reading import resources

DATABASE: dict[str, Any] = cfn_yaml.load(DATABASE_TEMPLATE)
INSTANCE: dict[str, Any] = DATABASE["Resources"]["Instance"]["Properties"]
API_CONCURRENCY: dict[str, Any] = cfn_yaml.load(ROOT_TEMPLATE)["Parameters"]["ApiConcurrency"]
UNRESERVED, ORDINARY_ACCOUNT = 100, 1_000
"""Lambda's own numbers: what must stay unreserved, and an account's limit."""
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
BACKUP_DAYS = 35
"""docs/operations.md: backups forget an erased account after that."""


def test_nobody_outside_reaches_it() -> None:
    assert INSTANCE["PubliclyAccessible"] is False
    (rule,) = resources(DATABASE, "AWS::EC2::SecurityGroupIngress").values()
    assert rule["SourceSecurityGroupId"] == {"Ref": "FunctionsGroup"}
    assert (rule["FromPort"], rule["ToPort"]) == (5432, 5432)
    for group in resources(DATABASE, "AWS::EC2::SecurityGroup").values():
        assert "SecurityGroupIngress" not in group


def test_its_subnets_have_no_route_from_the_internet() -> None:
    (subnets,) = resources(DATABASE, "AWS::RDS::DBSubnetGroup").values()
    routes = {
        each["SubnetId"]["Ref"]: each["RouteTableId"]["Ref"]
        for each in resources(DATABASE, "AWS::EC2::SubnetRouteTableAssociation").values()
    }
    assert {routes[subnet["Ref"]] for subnet in subnets["SubnetIds"]} == {"PrivateRoutes"}
    (way_out,) = (
        each
        for each in resources(DATABASE, "AWS::EC2::Route").values()
        if each["RouteTableId"] == {"Ref": "PrivateRoutes"}
    )
    assert way_out["NatGatewayId"] == {"Ref": "NatGateway"}


def test_it_is_encrypted_and_backed_up_and_stays_when_the_stack_goes() -> None:
    assert INSTANCE["StorageEncrypted"] is True
    assert INSTANCE["BackupRetentionPeriod"] == BACKUP_DAYS
    assert DATABASE["Resources"]["Instance"]["DeletionPolicy"] == "RetainExceptOnCreate"
    assert DATABASE["Resources"]["Instance"]["UpdateReplacePolicy"] == "Retain"
    assert "DeletionProtection" not in INSTANCE, "[Note: Deletion protection]"


def test_its_password_is_made_by_aws_and_in_no_parameter() -> None:
    assert INSTANCE["ManageMasterUserPassword"] is True
    assert "MasterUserPassword" not in INSTANCE
    assert set(DATABASE["Parameters"]) == {"Stage", "InstanceClass", "MultiAz", "AlarmTopicArn"}


def test_a_connection_is_encrypted_and_the_server_proves_who_it_is() -> None:
    (settings,) = resources(DATABASE, "AWS::RDS::DBParameterGroup").values()
    assert settings["Parameters"]["rds.force_ssl"] == "1"
    address = DATABASE["Outputs"]["Url"]["Value"]["Fn::Sub"]
    assert "sslmode=verify-full" in address
    assert address.endswith("sslrootcert=/var/task/rds.pem")
    assert "@" not in address


def test_it_exists_in_a_cloud_account_only() -> None:
    root = cfn_yaml.load(ROOT_TEMPLATE)
    assert root["Resources"]["Database"]["Condition"] == "Cloud"
    for name in ("Connect", "Match", "Refresh", "Trends"):
        given = root["Resources"][name]["Properties"]["Parameters"]
        assert given["DatabaseUrl"] == {
            "Fn::If": ["Cloud", {"Fn::GetAtt": ["Database", "Outputs.Url"]}, {"Ref": "DatabaseUrl"}]
        }


def test_functions_together_hold_fewer_connections_than_the_alarm_tells_of(templates: dict[str, Any]) -> None:
    """One a running function: requests, queue workers, and each schedule or migration once."""
    held = 0
    for name in ("connect", "match", "refresh", "trends"):
        mappings = resources(templates[name], "AWS::Lambda::EventSourceMapping")
        workers = {each["FunctionName"]["Ref"]: _most(each["ScalingConfig"]) for each in mappings.values()}
        for function in resources(templates[name], "AWS::Lambda::Function"):
            held += API_CONCURRENCY["Default"] if function == "APIHandler" else workers.get(function, 1)
    alarm = DATABASE["Resources"]["ConnectionsAlarm"]["Properties"]
    assert held <= alarm["Threshold"]
    assert f": {held}." in OPERATIONS


@pytest.mark.parametrize("name", ["connect", "match"])
def test_requests_at_a_time_are_bounded_unless_told_otherwise(name: str, templates: dict[str, Any]) -> None:
    bounded, bound, otherwise = templates[name]["Resources"]["APIHandler"]["Properties"][
        "ReservedConcurrentExecutions"
    ]["Fn::If"]
    assert (bound, otherwise) == ({"Ref": "ApiConcurrency"}, {"Ref": "AWS::NoValue"})
    assert templates[name]["Conditions"][bounded] == {
        "Fn::And": [{"Condition": "Cloud"}, {"Fn::Not": [{"Fn::Equals": [{"Ref": "ApiConcurrency"}, "0"]}]}]
    }
    given = cfn_yaml.load(ROOT_TEMPLATE)["Resources"][name.capitalize()]["Properties"]["Parameters"]
    assert given["ApiConcurrency"] == {"Ref": "ApiConcurrency"}


def test_what_is_reserved_leaves_an_ordinary_account_what_lambda_insists_on() -> None:
    assert 2 * API_CONCURRENCY["Default"] + UNRESERVED <= ORDINARY_ACCOUNT
    assert API_CONCURRENCY["MinValue"] == 0, "switches it off for a new account"
    assert f"an account limit of {2 * API_CONCURRENCY['Default'] + UNRESERVED} or more" in OPERATIONS


def _most(scaling: dict[str, Any]) -> int:
    most = scaling["MaximumConcurrency"]
    return int(most["Fn::If"][2] if isinstance(most, dict) else most)


def test_a_whole_address_is_not_shown_by_cloudformation() -> None:
    assert cfn_yaml.load(ROOT_TEMPLATE)["Parameters"]["DatabaseUrl"]["NoEcho"] is True
