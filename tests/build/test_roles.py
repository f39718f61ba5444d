"""Who may read tokens, registrations and the database's password? Over all roles of all functions."""

import json
import re
from fnmatch import fnmatchcase
from typing import Any

import pytest

from functions.connect import rows
from infra.layout import FUNCTIONS, ROOT
from tests.build.reading import of_function, resources, texts

Templates = dict[str, Any]

WITH_TOKENS = {("connect", "APIHandler"), ("connect", "Erase"), ("connect", "Settle"), ("refresh", "Pull")}
"""docs/decisions/0009-token-vault.md."""
ON_CONNECT_TABLE = {
    ("connect", "APIHandler"): {"CS#*", "DELETING", "ERASED#*", "LINKING", "RL#*"},
    ("connect", "Erase"): {"ERASED#*"},
    ("connect", "Settle"): {"DELETING", "LINKING"},
    ("match", "APIHandler"): {"RL#*"},
    ("refresh", "Plan"): {"BUDGET#*"},
    ("refresh", "Pull"): {"BUDGET#*", "SLOT#*"},
    ("trends", "Collect"): {"TRENDS"},
}
"""Which rows whose role may reach; docs/data-model.md says what they are."""
WITHOUT_STORAGE = {("vault", "Remind")}
WITH_POSTGRES = {"connect", "match", "refresh", "trends"}
ROWS = {"BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"}
SECRETS = {
    "CreateSecret",
    "DeleteSecret",
    "DescribeSecret",
    "GetSecretValue",
    "PutSecretValue",
    "RestoreSecret",
    "UpdateSecretVersionStage",
}


def _roles(templates: Templates) -> dict[tuple[str, str], list[dict[str, Any]]]:
    return {
        (name, function): of_function(template, function)
        for name, template in templates.items()
        for function in resources(template, "AWS::Lambda::Function")
    }


def _touching(templates: Templates, *what: str) -> set[tuple[str, str]]:
    """Functions that are allowed anything on a resource whose ARN names one of `what`, or on all resources."""
    return {
        who
        for who, statements in _roles(templates).items()
        for statement in statements
        if statement["Effect"] == "Allow" and any(word in resource for word in what for resource in texts(statement))
    }


def _of(templates: Templates, sid: str) -> list[dict[str, Any]]:
    return [each for statements in _roles(templates).values() for each in statements if each["Sid"] == sid]


def test_only_four_roles_may_touch_tokens(templates: Templates) -> None:
    assert _touching(templates, "TokenTableArn") == WITH_TOKENS
    assert _touching(templates, "TokenKeyArn") == WITH_TOKENS
    assert _touching(templates, "/tokens/") == WITH_TOKENS


def test_who_reads_whatever_is_uploaded_reaches_no_table_and_deletes_nothing(templates: Templates) -> None:
    """A decoder that somebody gets to run code has one bucket's originals to read, and thumbnails to write."""
    (statements,) = [found for who, found in _roles(templates).items() if who[0] == "photos"]
    services = {action.split(":")[0] for statement in statements for action in statement["Action"]}
    assert services == {"logs", "s3", "secretsmanager", "sqs", "xray"}
    secrets = [each["Sid"] for each in statements if "secretsmanager:GetSecretValue" in each["Action"]]
    assert secrets == ["ReadStorageSecret"]
    objects = {action for statement in statements for action in statement["Action"] if action.startswith("s3:")}
    assert objects == {"s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject"}


def test_the_keys_of_a_store_are_read_by_those_who_use_it_where_there_are_such_keys(templates: Templates) -> None:
    found = _touching(templates, "StorageSecretArn")
    assert found == {who for who in _roles(templates) if who[0] in ("photos", "vault")} - WITHOUT_STORAGE
    statement = {
        "Sid": "ReadStorageSecret",
        "Effect": "Allow",
        "Action": ["secretsmanager:GetSecretValue"],
        "Resource": {"Ref": "StorageSecretArn"},
    }
    for name, function in found:
        template = templates[name]
        role = template["Resources"][template["Resources"][function]["Properties"]["Role"]["Fn::GetAtt"][0]]
        (policy,) = role["Properties"]["Policies"]
        conditional = {"Fn::If": ["HasStorageSecret", statement, {"Ref": "AWS::NoValue"}]}
        assert conditional in policy["PolicyDocument"]["Statement"]
        assert template["Conditions"]["HasStorageSecret"] == {
            "Fn::Not": [{"Fn::Equals": [{"Ref": "StorageSecretArn"}, ""]}]
        }


def test_nobody_may_do_everything_with_secrets_or_keys(templates: Templates) -> None:
    """A wildcard would reach the tokens without naming them."""
    for who, statements in _roles(templates).items():
        for statement in statements:
            services = {action.split(":")[0] for action in statement["Action"]}
            if statement["Effect"] == "Allow" and services & {"dynamodb", "kms", "secretsmanager"}:
                wild = [text for text in texts(statement) if "*" in text]
                assert wild == [] or statement["Sid"] == "TokenSecrets", (who, statement["Sid"])


def test_what_may_be_done_with_tokens_is_what_the_decision_lists(templates: Templates) -> None:
    for statement in _of(templates, "TokenRows"):
        assert set(statement["Action"]) == {f"dynamodb:{action}" for action in ROWS}
    for statement in _of(templates, "TokenSecrets"):
        assert set(statement["Action"]) == {f"secretsmanager:{action}" for action in SECRETS}


def test_the_key_opens_only_tokens_and_only_in_their_context(templates: Templates) -> None:
    """The emulator does not know these conditions, so they are in force in a cloud account."""
    for statement in _of(templates, "SealTokens"):
        condition, cloud, local = statement["Condition"]["Fn::If"]
        assert (condition, local) == ("Cloud", {"Ref": "AWS::NoValue"})
        assert cloud == {"StringEquals": {"kms:EncryptionContext:use": "infofluencer/tokens"}}
    for statement in _of(templates, "SealSecrets"):
        through = statement["Condition"]["StringEquals"]["kms:ViaService"]
        assert through == {"Fn::Sub": "secretsmanager.${AWS::Region}.amazonaws.com"}
    allowed = {
        action
        for statements in _roles(templates).values()
        for statement in statements
        for action in statement["Action"]
        if action.startswith("kms:")
    }
    assert allowed == {"kms:Decrypt", "kms:GenerateDataKey"}


def test_registrations_are_read_by_those_who_speak_to_providers(templates: Templates) -> None:
    """Not by trends: Google Trends takes no registration."""
    assert _touching(templates, "ProviderClientsSecretArn") == WITH_TOKENS


def test_a_role_reaches_only_its_own_rows_of_the_connect_table(templates: Templates) -> None:
    found = {
        who: set(statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"])
        for who, statements in _roles(templates).items()
        for statement in statements
        if "ConnectTableArn" in "".join(texts(statement))
    }
    assert found == ON_CONNECT_TABLE


def test_the_rows_that_roles_name_are_those_that_the_code_writes() -> None:
    model = (ROOT / "docs" / "data-model.md").read_text().partition("## Connect table")[2].partition("\n## ")[0]
    written = {re.sub(r"\{.*", "*", key) for key in re.findall(r"^\| `(.+?)` \|", model, re.MULTILINE)}
    assert set.union(*ON_CONNECT_TABLE.values()) == written
    own = {rows.attempt_key("hash"), rows.barred_key("user"), rows.DELETING, rows.LINKING}
    for key in own:
        assert any(fnmatchcase(key, allowed) for allowed in ON_CONNECT_TABLE["connect", "APIHandler"]), key


def test_the_password_of_the_database_is_read_by_those_who_use_it(templates: Templates) -> None:
    assert {name for name, _ in _touching(templates, "DatabaseSecretArn")} == WITH_POSTGRES
    assert _touching(templates, "DatabaseSecretArn") == {who for who in _roles(templates) if who[0] in WITH_POSTGRES}


def test_a_function_beside_the_database_is_in_its_network_in_a_cloud_account_only(templates: Templates) -> None:
    for name, template in templates.items():
        for function in resources(template, "AWS::Lambda::Function").values():
            if name not in WITH_POSTGRES:
                assert "VpcConfig" not in function
                continue
            condition, network, otherwise = function["VpcConfig"]["Fn::If"]
            assert (condition, otherwise) == ("Cloud", {"Ref": "AWS::NoValue"})
            assert network["SecurityGroupIds"] == [{"Ref": "SecurityGroupId"}]


def test_lambda_may_join_the_network_for_a_function_whose_own_code_may_not(templates: Templates) -> None:
    allowed, denied = _of(templates, "JoinNetwork"), _of(templates, "NotByOwnCode")
    assert len(allowed) == len(denied) == len([who for who in _roles(templates) if who[0] in WITH_POSTGRES])
    for one, other in zip(allowed, denied, strict=True):
        assert (one["Effect"], other["Effect"]) == ("Allow", "Deny")
        assert one["Action"] == other["Action"]
        assert other["Condition"] == {"Null": {"lambda:SourceFunctionArn": "false"}}


@pytest.mark.parametrize("name", ["settle", "erase"])
def test_handlers_that_work_on_tokens_are_not_given_more_than_the_api(name: str) -> None:
    """But for what only they do: take messages, look for what was interrupted."""
    own = {"ConsumeQueue", "WriteOwnLog", "Bookkeeping"}

    def named(file: str) -> set[str]:
        found = json.loads((FUNCTIONS / "connect" / file).read_text())["Statement"]
        return {(each["Fn::If"][1] if "Fn::If" in each else each)["Sid"] for each in found}

    assert named(f"policy.{name}.json") - own <= named("policy.json")
