"""How are grants written down? JSON for one grant (under the envelope) and for all of a user (in one secret); no I/O.

{"format": 1, "user": "01…", "revision": 7, "held": {"youtube": {"connection", "version", "grant": {…}}, …}}

`user` and `revision` are inside so that a document in another user's place, or an old one put back, is noticed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from functions.shared.tokens.grants import KEPT, ConnectionKey, Grant, Held, Provider, Version
from functions.shared.tokens.ports import SealBrokenError

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Document:
    """All tokens of one user at one revision."""

    user_id: str
    revision: int = 0
    held: Mapping[Provider, Held] = field(default_factory=dict)

    def with_held(self, held: Held) -> "Document":
        return self._next({**self.held, held.key.provider: held})

    def without(self, provider: Provider) -> "Document":
        return self._next({each: held for each, held in self.held.items() if each is not provider})

    def _next(self, held: Mapping[Provider, Held]) -> "Document":
        return replace(self, revision=self.revision + 1, held=held)

    def dump(self) -> str:
        held = {
            provider.value: {
                "connection": each.key.connection_id,
                "version": each.version,
                "grant": _grant_fields(provider, each.grant),
            }
            for provider, each in self.held.items()
        }
        return json.dumps({"format": _FORMAT, "user": self.user_id, "revision": self.revision, "held": held})


def parse(text: str, user_id: str) -> Document:
    """Raises SealBrokenError when it is no document of that user."""
    try:
        fields = json.loads(text)
        if (fields["format"], fields["user"]) == (_FORMAT, user_id):
            held = {Provider(name): _held(user_id, Provider(name), each) for name, each in fields["held"].items()}
            return Document(user_id, int(fields["revision"]), held)
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise SealBrokenError("not a document of this user")


def dump_grant(provider: Provider, grant: Grant) -> bytes:
    return json.dumps(_grant_fields(provider, grant)).encode()


def parse_grant(provider: Provider, data: bytes) -> Grant:
    """Raises SealBrokenError."""
    try:
        return _grant(provider, json.loads(data))
    except (ValueError, KeyError, TypeError):
        pass
    raise SealBrokenError("not a grant")


def _held(user_id: str, provider: Provider, fields: Mapping[str, Any]) -> Held:
    key = ConnectionKey(user_id, provider, fields["connection"])
    return Held(key, _grant(provider, fields["grant"]), Version(fields["version"]))


def _grant_fields(provider: Provider, grant: Grant) -> dict[str, Any]:
    return {
        "provider": provider.value,
        "token": grant.token.reveal(),
        "account": grant.account_id,
        "scopes": sorted(grant.scopes),
        "obtained_at": grant.obtained_at,
        "expires_at": grant.expires_at,
    }


def _grant(provider: Provider, fields: Mapping[str, Any]) -> Grant:
    if fields["provider"] != provider:
        raise ValueError("another provider's")
    return Grant(
        token=KEPT[provider](fields["token"]),
        account_id=fields["account"],
        scopes=frozenset(fields["scopes"]),
        obtained_at=fields["obtained_at"],
        expires_at=fields["expires_at"],
    )
