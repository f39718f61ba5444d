"""How does a connection lie in Postgres? Rows to domain and back; epoch seconds inside, timestamptz there."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from functions.connect.connections import Connection, Status
from functions.connect.ports import Deletion, Stored
from functions.shared.tokens.grants import Provider

COLUMNS = tuple(field.name for field in fields(Connection))
"""A connection's fields are the columns of connect.connections."""
_TIMES = frozenset(
    {
        "created_at",
        "authorised_at",
        "token_expires_at",
        "token_renewed_at",
        "due_at",
        "queued_until",
        "claimed_until",
        "checked_at",
        "verified_at",
        "manual_at",
    }
)


def moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


def epoch(found: datetime | None) -> float | None:
    return None if found is None else round(found.timestamp(), 6)


def row(connection: Connection) -> dict[str, Any]:
    """Parameters by column."""
    values = {name: getattr(connection, name) for name in COLUMNS}
    times = {name: moment(values[name]) for name in _TIMES if values[name] is not None}
    return values | times | {"scopes": list(connection.scopes)}


def connection(values: Sequence[Any]) -> Connection:
    """From the columns in their order."""
    found: Mapping[str, Any] = dict(zip(COLUMNS, values, strict=True))
    read = {name: epoch(found[name]) for name in _TIMES}
    kinds = {
        "provider": Provider(found["provider"]),
        "status": Status(found["status"]),
        "scopes": tuple(found["scopes"]),
    }
    return Connection(**{**found, **read, **kinds})


def stored(values: Sequence[Any]) -> Stored:
    """(snapshots, metrics, since, dimensions)"""
    snapshots, metrics, since, dimensions = values
    return Stored(snapshots, metrics, epoch(since), tuple(dimensions or ()))


def deletion(values: Sequence[Any]) -> Deletion:
    """(code, requested_at, completed_at)"""
    code, requested_at, completed_at = values
    return Deletion(code, requested_at.timestamp(), epoch(completed_at))
