"""Which consents does the sandbox know of the connections that are pulled? In a file, for programs that need them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from functions.shared.tokens.grants import KEPT, ConnectionKey, Grant, Provider


def write(path: Path, grants: Iterable[tuple[ConnectionKey, Grant]]) -> None:
    lines = [
        {
            "user_id": key.user_id,
            "provider": key.provider,
            "connection_id": key.connection_id,
            "token": grant.token.reveal(),
            "account_id": grant.account_id,
            "scopes": sorted(grant.scopes),
            "obtained_at": grant.obtained_at,
            "expires_at": grant.expires_at,
        }
        for key, grant in grants
    ]
    path.write_text(json.dumps(lines))


def read(path: Path) -> Iterator[tuple[ConnectionKey, Grant]]:
    for line in json.loads(path.read_text()):
        provider = Provider(line["provider"])
        token = KEPT[provider](line["token"])
        yield (
            ConnectionKey(line["user_id"], provider, line["connection_id"]),
            Grant(token, line["account_id"], frozenset(line["scopes"]), line["obtained_at"], line["expires_at"]),
        )
