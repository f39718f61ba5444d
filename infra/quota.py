"""How much may one vault hold? An operator's word on a vault that there is; what new ones may hold is QUOTA_BYTES.

`limit` and `free` move by the same number in one update, on the limit that was read: so free + reserved + used = limit,
whatever is reserved or committed at that moment. A limit below what is there leaves `free` negative: nothing is lost,
and nothing new is taken until there is room again.

Usage: STAGE=prod python -m infra.quota USER BYTES
"""

import sys
import time
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from functions.shared.ids import is_id
from functions.vault.core import rows
from infra import running
from infra.stack import StackError

ATTEMPTS = 20
_OVERTAKEN = {"ConditionalCheckFailedException", "TransactionConflictException"}
"""Another limit was set meanwhile; a transaction of the vault was under way."""
_NUMBERS = ("limit_bytes", "free", "reserved", "used")


class QuotaError(Exception):
    """The limit stays as it is."""


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of one vault."""

    limit: int
    free: int
    reserved: int
    used: int


def set_limit(dynamodb: Any, table: str, user_id: str, limit: int) -> Room:
    """What the vault has from now on. Repeatable. Raises QuotaError for a vault that is not there."""
    place = {"TableName": table, "Key": {"pk": {"S": rows.user_key(user_id)}, "sk": {"S": "HEAD"}}}
    for _ in range(ATTEMPTS):
        before = dynamodb.get_item(**place, ConsistentRead=True).get("Item")
        if before is None:
            raise QuotaError(f"{user_id} has no vault yet, or none any more; a new one is made with QUOTA_BYTES")
        try:
            after = dynamodb.update_item(
                **place,
                UpdateExpression="SET #limit = :limit ADD #free :more",
                ConditionExpression="#limit = :before",
                ExpressionAttributeNames={"#limit": "limit_bytes", "#free": "free"},
                ExpressionAttributeValues={
                    ":limit": {"N": str(limit)},
                    ":before": before["limit_bytes"],
                    ":more": {"N": str(limit - int(before["limit_bytes"]["N"]))},
                },
                ReturnValues="ALL_NEW",
            )["Attributes"]
        except ClientError as refused:
            if refused.response["Error"]["Code"] not in _OVERTAKEN:
                raise
            time.sleep(0.05)
        else:
            return Room(*(int(after[name]["N"]) for name in _NUMBERS))
    raise QuotaError("the vault was busy all the time: once more")


def main(arguments: list[str]) -> int:
    match arguments:
        case [user_id, limit] if is_id(user_id) and limit.isdecimal():
            pass
        case _:
            print("usage: make quota USER=(id of 26 characters) BYTES=10737418240", file=sys.stderr)
            return 2
    try:
        stack = running.stack()
        dynamodb, table = stack.cloud.client("dynamodb"), stack.outputs()["VaultTableName"]
        room = set_limit(dynamodb, table, user_id, int(limit))
    except (QuotaError, StackError, BotoCoreError, ClientError) as error:
        print(f"quota: {error}", file=sys.stderr)
        return 1
    print(f"{user_id}: limit {room.limit}, used {room.used}, reserved {room.reserved}, free {room.free} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
