"""In which order does a deployment to AWS do things? On an account that notes what it is asked."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config

from functions.shared.migrations import MigrationError
from infra import deploy, migrate
from infra.aws import Cloud

OWN_NAME = "https://d111.cloudfront.net"
TABLES = {name: name for name in deploy.PROTECTED}
SECRETS = ("OriginSecretArn", "ProviderClientsSecretArn", "PushKeySecretArn", "SigningKeysSecretArn")
OTHERS = ("DatabaseId", *SECRETS, migrate.FUNCTION)
ROTATED = {"VersionIdsToStages": {"1": ["AWSCURRENT"]}}


class Account(Cloud):
    """As much of AWS as a deployment speaks to. The address of the stack is what CloudFront gives it."""

    def __init__(self, *, deployed: bool) -> None:
        super().__init__(None)
        self.deployed = deployed
        self.done: list[str] = []
        self.origins: list[str] = []
        self.refuses_migrations = False

    def client(self, _: str, _special: Config | None = None) -> Any:
        return self

    def account(self) -> str:
        return "000000000000"

    def describe_stacks(self, **_: Any) -> dict[str, Any]:
        values = {**TABLES, **{name: name for name in OTHERS}, "SiteUrl": OWN_NAME, "SiteBucketName": "site"}
        outputs = [{"OutputKey": key, "OutputValue": value} for key, value in values.items()]
        found = {"StackStatus": "UPDATE_COMPLETE", "Outputs": outputs, "Parameters": []}
        return {"Stacks": [found] if self.deployed else []}

    def create_stack(self, **request: Any) -> None:
        self.deployed = True
        self._note("create", request)

    def update_stack(self, **request: Any) -> None:
        self._note("update", request)

    def _note(self, what: str, request: dict[str, Any]) -> None:
        given = {each["ParameterKey"]: each.get("ParameterValue") for each in request["Parameters"]}
        self.done.append(what)
        self.origins.append(str(given["PublicOrigin"]))

    def invoke(self, **request: Any) -> dict[str, Any]:
        sent = json.loads(request["Payload"])["migrations"]
        self.done.append("migrate")
        assert [each["number"] for each in sent] == list(range(1, len(sent) + 1))
        if self.refuses_migrations:
            return {"FunctionError": "Unhandled", "Payload": io.BytesIO(b'{"errorMessage": "0002_b.sql: no"}')}
        return {"Payload": io.BytesIO(b'{"applied": []}')}

    def get_secret_value(self, **_: Any) -> dict[str, Any]:
        return {"SecretString": json.dumps({"keys": ["one"], "private": "one"})}

    def describe_secret(self, **_: Any) -> dict[str, Any]:
        return ROTATED

    def describe_table(self, **_: Any) -> dict[str, Any]:
        return {"Table": {}}

    def update_table(self, **request: Any) -> None:
        self.done.append(f"protect {request['TableName']}")

    def describe_db_instances(self, **_: Any) -> dict[str, Any]:
        return {"DBInstances": [{"DeletionProtection": False}]}

    def modify_db_instance(self, **request: Any) -> None:
        assert request["DeletionProtection"]
        self.done.append(f"protect {request['DBInstanceIdentifier']}")

    def head_bucket(self, **_: Any) -> None: ...

    def head_object(self, **_: Any) -> None: ...

    def put_bucket_lifecycle_configuration(self, **_: Any) -> None: ...


def _deploy(account: Account, nowhere: Path, **settings: str) -> None:
    deploy.deploy(account, "prod", [], settings, site_folder=nowhere / "none", progress=lambda _: None)


def test_the_database_is_ready_before_the_code_that_needs_it(tmp_path: Path) -> None:
    """[Note: Migrations first]"""
    account = Account(deployed=True)
    _deploy(account, tmp_path)
    assert account.done[:2] == ["migrate", "update"]
    assert account.done.count("migrate") == 1


def test_a_migration_that_fails_stops_the_deployment_before_anything_changes(tmp_path: Path) -> None:
    account = Account(deployed=True)
    account.refuses_migrations = True
    with pytest.raises(MigrationError, match=r"0002_b\.sql: no"):
        _deploy(account, tmp_path)
    assert account.done == ["migrate"]


def test_a_first_deployment_migrates_once_the_function_is_there(tmp_path: Path) -> None:
    account = Account(deployed=False)
    _deploy(account, tmp_path, SiteOrigin=OWN_NAME)
    assert account.done[0] == "create"
    assert account.done.count("migrate") == 1


def test_tables_and_database_are_protected_after_the_stack_stands(tmp_path: Path) -> None:
    account = Account(deployed=False)
    _deploy(account, tmp_path)
    protected = [each.removeprefix("protect ") for each in account.done if each.startswith("protect")]
    assert protected == [*deploy.PROTECTED, "DatabaseId"]


def test_functions_are_told_the_address_that_the_first_deployment_finds(tmp_path: Path) -> None:
    first, later, named = Account(deployed=False), Account(deployed=True), Account(deployed=True)
    _deploy(first, tmp_path)
    _deploy(later, tmp_path)
    _deploy(named, tmp_path, SiteOrigin=OWN_NAME)
    assert first.origins == ["", OWN_NAME]
    assert later.origins == [OWN_NAME]
    assert named.origins == [OWN_NAME]
