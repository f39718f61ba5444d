"""What do push subscriptions accept and answer? The public contract; see `schemas`."""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.shared.models import Input, Output
from functions.vault.reminders.push_hosts import LONGEST

P256dh = Annotated[str, StringConstraints(pattern=r"^B[A-Za-z0-9_-]{86}=?$")]
"""65 bytes that begin with 4: a point of P-256, uncompressed."""
Auth = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}(==)?$")]
"""16 bytes."""


class PushKeys(Input):
    p256dh: P256dh = Field(description="base64url")
    auth: Auth = Field(description="base64url")


class NewPushSubscription(Input):
    """What `PushSubscription.toJSON()` says, but for `expirationTime`."""

    endpoint: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    keys: PushKeys
    device_name: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None


class PushSubscription(Output):
    id: str


class PushKey(Output):
    key: str = Field(description="`applicationServerKey` of the browser's push manager: base64url")
