"""What stands around the vault function? The template's tables, queues and secrets, and the environment naming them."""

import json
from typing import Any

from infra import push_key
from infra.aws import Cloud
from infra.cfn_yaml import load
from infra.layout import ROOT
from tests.store.signed_in import ISSUER

_WANTED = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")


def made(cloud: Cloud, identity_table: str, vault_table: str, bucket: str, quota_bytes: int) -> dict[str, str]:
    """The environment of the function but for its storage's address; the bucket is the caller's to make."""
    template = load(ROOT / "template.yaml")["Resources"]
    for table, resource in ((identity_table, "IdentityTable"), (vault_table, "VaultTable")):
        _make_table(cloud.client("dynamodb"), table, template[resource]["Properties"])
    return {
        "STAGE": "local",
        "IDENTITY_TABLE": identity_table,
        "VAULT_TABLE": vault_table,
        "STORAGE_BUCKET": bucket,
        "ORIGIN_SECRET": _secret(cloud, "origin-vault", {"current": "edge"}),
        "TOKEN_ISSUER": ISSUER,
        "ARCHIVE_QUEUE_URL": _queue(cloud, "archives-vault"),
        "PICTURES_QUEUE_URL": _queue(cloud, "pictures-vault"),
        "PUSH_KEY_SECRET": _secret(cloud, "push-vault", push_key.made()),
        "PUSH_HOSTS": "",
        "QUOTA_BYTES": str(quota_bytes),
    }


def _make_table(dynamodb: Any, name: str, properties: dict[str, Any]) -> None:
    dynamodb.create_table(TableName=name, **{key: properties[key] for key in _WANTED if key in properties})


def _queue(cloud: Cloud, name: str) -> str:
    return str(cloud.client("sqs").create_queue(QueueName=name)["QueueUrl"])


def _secret(cloud: Cloud, name: str, fields: dict[str, str]) -> str:
    return str(cloud.client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(fields))["ARN"])
