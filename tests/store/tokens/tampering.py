"""What lies in Secrets Manager and in the table, beside the vault; and how it is tampered with."""

import json
from typing import Any

from tests.store.tokens.conftest import Place
from tests.store.tokens.samples import TABLE


def stored(place: Place, user_id: str) -> dict[str, Any]:
    value = place.secrets.get_secret_value(SecretId=place.secret_name(user_id))["SecretString"]
    held: dict[str, Any] = json.loads(value)["held"]
    return held


def history(place: Place, user_id: str) -> str:
    """Every version of the secret that can still be fetched."""
    name = place.secret_name(user_id)
    listed = place.secrets.list_secret_version_ids(SecretId=name, IncludeDeprecated=True)["Versions"]
    return "".join(
        place.secrets.get_secret_value(SecretId=name, VersionId=each["VersionId"])["SecretString"] for each in listed
    )


def spoil(place: Place, user_id: str, **changes: Any) -> None:
    where = {"pk": {"S": f"T#{user_id}"}, "sk": {"S": "LEDGER"}}
    item = place.dynamodb.get_item(TableName=TABLE, Key=where)["Item"]
    place.dynamodb.put_item(TableName=TABLE, Item={**item, **changes})
