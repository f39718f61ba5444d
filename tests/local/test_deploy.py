"""Does a deployment keep what nobody changed, renew what was rotated, and say why it cannot go on?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.config import Config

from infra import cfn_yaml, deploy, parameters, provider_clients, redeploy
from infra.artifacts import Artifacts
from infra.aws import Cloud
from infra.layout import ROOT_TEMPLATE
from infra.provider_clients import RegistrationError
from infra.stack import DIGEST_TAG, Stack, StackError

ROOT = cfn_yaml.load(ROOT_TEMPLATE)
ORIGINS = ROOT["Resources"]["Distribution"]["Properties"]["DistributionConfig"]["Origins"]
SENT = next(origin for origin in ORIGINS if origin["Id"] == "auth")["OriginCustomHeaders"][0]["HeaderValue"]
SMALL = {
    "Parameters": {
        "AlarmEmail": {"Type": "String", "Default": ""},
        "OriginSecretVersion": ROOT["Parameters"]["OriginSecretVersion"],
    },
    "Resources": {
        "OriginSecret": ROOT["Resources"]["OriginSecret"],
        "ProviderClientsSecret": ROOT["Resources"]["ProviderClientsSecret"],
        "Edge": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "sent", "Type": "String", "Value": SENT}},
    },
    "Outputs": {
        "AlarmEmail": {"Value": {"Fn::Sub": "<${AlarmEmail}>"}},
        "OriginSecretArn": {"Value": {"Ref": "OriginSecret"}},
        "ProviderClientsSecretArn": {"Value": {"Ref": "ProviderClientsSecret"}},
    },
}
"""As much of the root template as these tests need, with its own secret and its own reference to it."""


@pytest.fixture
def small(cloud: Cloud) -> Iterator[Stack]:
    stack = Stack(cloud, "small")
    yield stack
    stack._delete()


def _apply(stack: Stack, settings: dict[str, str], template: dict[str, Any] = SMALL) -> bool:
    url = Artifacts.bootstrap(stack.cloud).put_template("small", json.dumps(template))
    version = parameters.origin_secret_version(stack)
    return stack.apply(url, {"OriginSecretVersion": version, **settings}, list(parameters.SETTINGS.values()))


def _sent(cloud: Cloud) -> Any:
    return cloud.client("ssm").get_parameter(Name="sent")["Parameter"]["Value"]


def _rotate(stack: Stack, current: str) -> None:
    secret = json.dumps({"current": current, "previous": ""})
    stack.cloud.client("secretsmanager").put_secret_value(
        SecretId=stack.outputs()["OriginSecretArn"], SecretString=secret
    )


def test_a_rotated_origin_secret_is_sent_after_the_next_deployment(small: Stack, cloud: Cloud) -> None:
    _apply(small, {})
    first = _sent(cloud)
    assert len(first) == 64
    for current in ("second", "third"):
        _rotate(small, current)
        assert _apply(small, {})
        assert _sent(cloud) == current
    assert not _apply(small, {})


def test_a_secret_that_was_never_rotated_calls_for_no_update(small: Stack) -> None:
    _apply(small, {})
    assert parameters.origin_secret_version(small) == ""
    assert not _apply(small, {})


def test_a_setting_that_is_not_given_stays_as_it_is_deployed(small: Stack) -> None:
    _apply(small, {"AlarmEmail": "a@example.com"})
    other = {**SMALL, "Description": "the next release"}
    assert _apply(small, {}, other)
    assert small.outputs()["AlarmEmail"] == "<a@example.com>"
    _apply(small, {"AlarmEmail": ""}, other)
    assert small.outputs()["AlarmEmail"] == "<>"


def test_a_variable_is_set_emptied_or_left_alone() -> None:
    environment = {"ALARM_EMAIL": "a@example.com", "CERTIFICATE_ARN": "", "STAGE": "prod"}
    default = ROOT["Parameters"]["CertificateArn"]["Default"]
    assert parameters.given(environment) == {"AlarmEmail": "a@example.com", "CertificateArn": default}


def test_what_is_meant_for_a_cloud_does_not_reach_the_local_platform() -> None:
    environment = {**dict.fromkeys(parameters.CLOUD, "x"), "QUOTA_BYTES": "1000"}
    assert parameters.given(environment, parameters.EVERYWHERE) == {"QuotaBytes": "1000"}


def test_registrations_outlive_deployments_and_only_those_that_are_given_change(small: Stack, cloud: Cloud) -> None:
    _apply(small, {})
    arn = small.outputs()["ProviderClientsSecretArn"]
    ours = {"ga4": {"client_id": "1", "client_secret": "s"}, "youtube": {"client_id": "2", "client_secret": "s"}}
    assert provider_clients.write(cloud, arn, ours)
    assert not provider_clients.write(cloud, arn, {})
    assert _apply(small, {"AlarmEmail": "a@example.com"}, {**SMALL, "Description": "the next release"})
    assert provider_clients.write(cloud, arn, {"youtube": {"client_id": "3", "client_secret": "t"}})
    kept = json.loads(cloud.client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"])
    assert kept == {**ours, "youtube": {"client_id": "3", "client_secret": "t"}}


def test_a_registration_is_read_from_the_environment_whole_or_not_at_all() -> None:
    environment = {"GA4_CLIENT_ID": "1", "GA4_CLIENT_SECRET": "s", "YOUTUBE_CLIENT_ID": "", "OTHER": "x"}
    assert provider_clients.given(environment) == {"ga4": {"client_id": "1", "client_secret": "s"}}
    with pytest.raises(RegistrationError, match="INSTAGRAM_CLIENT_ID and INSTAGRAM_CLIENT_SECRET belong together"):
        provider_clients.given({"INSTAGRAM_CLIENT_ID": "1"})


@pytest.mark.parametrize(
    ("status", "advice"),
    [("ROLLBACK_FAILED", "delete-stack"), ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback")],
)
def test_a_stack_that_is_stuck_says_what_leads_out(status: str, advice: str) -> None:
    stack = Stack(_Answering({"StackStatus": status}), "stuck")
    with pytest.raises(StackError, match=f"is {status}: .*{advice}"):
        stack.apply("https://example.com/root.json", {})


def test_a_stack_on_aws_carries_no_digest_that_would_reach_every_resource(small: Stack) -> None:
    """The emulator needs it: [Note: Digest tag]."""
    on_aws = _Answering({"StackStatus": "UPDATE_COMPLETE", "Parameters": [{"ParameterKey": "AlarmEmail"}]})
    Stack(on_aws, "any").apply("https://example.com/root.json", {"Stage": "prod"}, ["AlarmEmail", "New"])
    (sent,) = on_aws.sent
    assert "Tags" not in sent
    assert sent["Parameters"] == [
        {"ParameterKey": "Stage", "ParameterValue": "prod"},
        {"ParameterKey": "AlarmEmail", "UsePreviousValue": True},
    ]
    _apply(small, {})
    (described,) = small._client.describe_stacks(StackName=small.name)["Stacks"]
    assert [tag["Key"] for tag in described["Tags"]] == [DIGEST_TAG]


def test_tables_are_protected_after_the_stack_stands(cloud: Cloud) -> None:
    dynamodb = cloud.client("dynamodb")
    keys = [{"AttributeName": "pk", "KeyType": "HASH"}]
    attributes = [{"AttributeName": "pk", "AttributeType": "S"}]
    outputs = {key: key for key in deploy.PROTECTED}
    for name in outputs:
        dynamodb.create_table(
            TableName=name, KeySchema=keys, AttributeDefinitions=attributes, BillingMode="PAY_PER_REQUEST"
        )
    for _ in range(2):
        deploy.protect_tables(cloud, outputs)
        assert all(dynamodb.describe_table(TableName=name)["Table"]["DeletionProtectionEnabled"] for name in outputs)


def test_packages_do_not_expire_not_even_in_a_bucket_of_an_earlier_release(cloud: Cloud) -> None:
    s3, bucket = cloud.client("s3"), Artifacts.bootstrap(cloud).bucket
    old = {"ID": "old-releases", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 365}}
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [old]})
    Artifacts.bootstrap(cloud)
    rules = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert [rule for rule in rules if "Expiration" in rule] == []


@pytest.mark.parametrize(
    ("stage", "endpoint", "line"),
    [("prod", "http://127.0.0.1:4566", "is an emulator, not AWS"), ("local", "", "stage local is for an emulator")],
)
def test_a_stage_goes_only_where_it_belongs(
    stage: str, endpoint: str, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    assert deploy.main([stage]) == 2
    assert line in capsys.readouterr().err


def test_code_reaches_aws_by_a_deployment_only() -> None:
    """Beside CloudFormation it would stay live after a deployment of unchanged sources."""
    with pytest.raises(StackError, match=r"is on AWS: .* `make deploy`"):
        redeploy.redeploy(Stack(_Answering({"StackStatus": "UPDATE_COMPLETE"}), "prod"), "auth")


class _Answering(Cloud):
    """AWS with one stack in a given condition, whose updates are remembered."""

    def __init__(self, stack: dict[str, Any]) -> None:
        super().__init__(None)
        self.sent: list[dict[str, Any]] = []
        self._stack = stack

    def client(self, _: str, _special: Config | None = None) -> Any:
        return self

    def describe_stacks(self, **_: Any) -> dict[str, Any]:
        return {"Stacks": [self._stack]}

    def update_stack(self, **request: Any) -> None:
        self.sent.append(request)
