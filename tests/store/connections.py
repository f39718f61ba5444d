"""What is in the database before a test begins? Connections with their audience history, put there without connecting.

Every function is one transaction; `columns` are those of connect.connections and win over what is here.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb

from functions.shared.audience.distribution import Dimension
from functions.shared.audience.metrics import Metric
from functions.shared.audience.snapshot import Snapshot, content_hash, encode
from functions.shared.database import Database
from functions.shared.ids import new_id

NOW = 1_795_300_000.0


def moment(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


def connection(database: Database, user_id: str, provider: str = "instagram", at: float = NOW, **columns: Any) -> str:
    """An active connection, pulled once and due in a day; its id."""
    row: dict[str, Any] = {
        "id": new_id(at),
        "user_id": user_id,
        "provider": provider,
        "status": "active",
        "account_id": "" if provider == "ga4" else f"account-of-{user_id}",
        "name": f"{provider} of {user_id}",
        "handle": "" if provider == "ga4" else "someone",
        "property_id": "properties/1" if provider == "ga4" else None,
        "property_name": "Shop" if provider == "ga4" else None,
        "created_at": moment(at),
        "authorised_at": moment(at),
        "due_at": None if provider == "tiktok" else moment(at + 86_400),
        "checked_at": moment(at),
        "verified_at": moment(at),
        **columns,
    }
    statement = sql.SQL("insert into connect.connections ({}) values ({})").format(
        sql.SQL(", ").join(map(sql.Identifier, row)), sql.SQL(", ").join(map(sql.Placeholder, row))
    )
    with database.transaction() as opened:
        opened.execute(statement, row)
    return str(row["id"])


def snapshot(
    database: Database, connection_id: str, provider: str, dimensions: Iterable[Dimension], at: float = NOW
) -> None:
    """What a pull would have stored."""
    found = Snapshot(provider, tuple(dimensions))
    body(database, connection_id, encode(found), at, content_hash(found))


def body(database: Database, connection_id: str, text: str, at: float = NOW, digest: str = "unknown") -> None:
    """Any JSON as a stored snapshot, also one that no code of ours has written."""
    with database.transaction() as opened:
        opened.execute(
            "insert into connect.snapshots (connection_id, fetched_at, content_hash, body)"
            " values (%s, %s, %s, %s::jsonb)",
            (connection_id, moment(at), digest, text),
        )


def metric(database: Database, connection_id: str, name: Metric, values: Mapping[date, float]) -> None:
    """Rows as they are stored: steps, one where the value differs from the last."""
    with database.transaction() as opened, opened.cursor() as cursor:
        cursor.executemany(
            "insert into connect.metrics (connection_id, metric, day, value) values (%s, %s, %s, %s)",
            [(connection_id, name.value, day, value) for day, value in values.items()],
        )


def shared_creator(database: Database, connection_id: str, at: float = NOW, **audience: Any) -> None:
    """The index row of a connection, as `share_with_brands` makes one; the switch itself is set too."""
    with database.transaction() as opened:
        opened.execute(
            "insert into match.creators (connection_id, user_id, platform, name, handle, followers, audience, metrics,"
            " checked_at, updated_at) select id, user_id, provider, name, handle, null, %s, '{}', %s, %s"
            " from connect.connections where id = %s",
            (Jsonb(audience), moment(at), moment(at), connection_id),
        )
        opened.execute("update connect.connections set share_with_brands = true where id = %s", (connection_id,))
