"""What do other functions hear of accounts? `user.deleted` on the domain event bus; schema in events/."""

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from functions.auth.ports import PublishFailedError
from functions.shared.clock import rfc3339
from functions.shared.ids import new_id

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef


class DomainEvents:
    """Implements `ports.EventPublisher` on EventBridge: at least once, so receivers must bear repeats."""

    def __init__(self, client: "EventBridgeClient", bus: str) -> None:
        self._client = client
        self._bus = bus

    def user_deleted(self, user_id: str, at: int) -> None:
        detail = {"event_id": new_id(at), "user_id": user_id, "deleted_at": rfc3339(at)}
        entry: PutEventsRequestEntryTypeDef = {
            "EventBusName": self._bus,
            "Source": "infofluencer.auth",
            "DetailType": "user.deleted",
            "Detail": json.dumps(detail),
        }
        try:
            answer = self._client.put_events(Entries=[entry])
        except (BotoCoreError, ClientError) as failed:
            raise PublishFailedError(type(failed).__name__) from failed
        if answer.get("FailedEntryCount"):
            raise PublishFailedError(str(answer["Entries"][0].get("ErrorCode")))
