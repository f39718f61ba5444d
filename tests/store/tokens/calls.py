"""Which calls did Secrets Manager get? Seen on the wire's own side of botocore, per secret."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.store.tokens.samples import Clock


@dataclass
class Seen:
    """(operation, time by the test's clock), in order."""

    clock: Clock
    calls: list[tuple[str, float]] = field(default_factory=list)

    @property
    def writes(self) -> list[tuple[str, float]]:
        """What makes a version of a secret, and what ends the secret with all its versions."""
        named = {"CreateSecret", "PutSecretValue", "UpdateSecret", "DeleteSecret"}
        return [call for call in self.calls if call[0] in named]


@contextmanager
def watched(client: Any, clock: Clock, user_id: str) -> Iterator[Seen]:
    seen = Seen(clock)

    def note(model: Any, params: Any, **_: Any) -> None:
        named = json.loads(params["body"])
        if user_id in named.get("SecretId", named.get("Name", "")):
            seen.calls.append((model.name, clock()))

    client.meta.events.register("before-call.secrets-manager", note)
    try:
        yield seen
    finally:
        client.meta.events.unregister("before-call.secrets-manager", note)
