"""Where do the users' objects of a deployed stage lie? The store of its parameters, reached as its functions do."""

from collections.abc import Mapping
from typing import Any

from functions.shared import s3
from functions.shared.clock import system_clock
from functions.shared.secrets import SecretReader
from functions.shared.settings import StorageSettings
from infra.aws import Cloud

SETTINGS = {
    "STORAGE_BUCKET": "StorageBucketName",
    "STORAGE_ENDPOINT_URL": "StorageEndpointUrl",
    "STORAGE_ADDRESSING": "StorageAddressing",
    "STORAGE_SECRET": "StorageSecretArn",
}
"""Variable of a function -> output or parameter of the stack."""


def client(cloud: Cloud, told: Mapping[str, str]) -> Any:
    """`told`: parameters and outputs of the stack. Local stages have no other store than the emulator."""
    if cloud.is_local:
        return cloud.client("s3")
    named = {variable: told.get(name, "") for variable, name in SETTINGS.items()}
    region = told.get("StorageRegion") or cloud.region
    settings = StorageSettings.load({**named, "STORAGE_REGION": region, "STAGE": "operator"})
    return s3.connect(settings, lambda: SecretReader(cloud.client("secretsmanager"), system_clock))
