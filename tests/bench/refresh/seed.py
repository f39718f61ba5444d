"""What is in the database before a tick? A table as large as in a good year, a hundredth of it due, put there by COPY.

Everything is drawn from one seed. The due ones lie anywhere in the table, and as long ago as one tick reaches back.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import psycopg

COLUMNS = (
    "id", "user_id", "provider", "status", "account_id", "name", "handle", "property_id", "scopes", "created_at",
    "authorised_at", "due_at", "pull_no", "checked_at", "verified_at",
)  # fmt: skip
PULLED = ("ga4", "youtube", "instagram")
TIKTOK_IN, NEEDS_REAUTH_IN = 10, 50
"""One in so many is told by its user, one in so many waits for its user: neither is ever due."""
SCOPES = {
    "ga4": "{analytics.readonly}",
    "youtube": "{youtube.readonly,yt-analytics.readonly}",
    "instagram": "{instagram_business_basic,instagram_business_manage_insights}",
    "tiktok": "{}",
}
TICK = 900
CHUNK = 5_000
"""Rows in one piece of COPY."""


def fill(url: str, connections: int, due: int) -> None:
    """The table must be empty. Leaves it vacuumed and analysed, and out of reach of autovacuum."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("alter table connect.connections set (autovacuum_enabled = false)")
        with connection.cursor() as cursor, cursor.copy(_copy()) as copy:
            for piece in _pieces(connections, due):
                copy.write(piece)
        connection.execute("vacuum analyze connect.connections")


def _copy() -> bytes:
    return f"copy connect.connections ({', '.join(COLUMNS)}) from stdin".encode()


def _pieces(connections: int, due: int) -> Iterator[str]:
    lines: list[str] = []
    for line in _lines(connections, due, datetime.now(UTC).replace(microsecond=0)):
        lines.append(line)
        if len(lines) == CHUNK:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _lines(connections: int, due: int, now: datetime) -> Iterator[str]:
    """Ids rise with time, as ULIDs do; ids and times are written the short way, since there are a million."""
    chance = random.Random(connections)
    born = (now - timedelta(days=200)).isoformat()
    checked = (now - timedelta(hours=20)).isoformat()
    schedule = _schedule(connections, due, now, chance)
    for number, (provider, status, due_at) in zip(count(), schedule, strict=False):
        known = f"account-{number}" if provider != "ga4" else ""
        property_id = "\\N" if provider != "ga4" else f"properties/{number}"
        yield (
            f"01k{number:023d}\t01j{number:023d}\t{provider}\t{status}\t{known}\tName of {number}\t{known}"
            f"\t{property_id}\t{SCOPES[provider]}\t{born}\t{born}\t{due_at}\t{number % 200}\t{checked}\t{checked}\n"
        )


def _schedule(connections: int, due: int, now: datetime, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Provider, status and due time of each; exactly `due` of them are due."""
    able = [n for n in range(connections) if n % TIKTOK_IN and n % NEEDS_REAUTH_IN != 1]
    now_due = set(chance.sample(able, due))
    soon = [(now + timedelta(seconds=3_600 + 60 * minute)).isoformat() for minute in range(3 * 1_440)]
    past = [(now - timedelta(seconds=second)).isoformat() for second in range(1, TICK)]
    for number in range(connections):
        if number % TIKTOK_IN == 0:
            yield "tiktok", "active", "\\N"
        elif number % NEEDS_REAUTH_IN == 1:
            yield chance.choice(PULLED), "needs_reauth", "\\N"
        else:
            yield chance.choice(PULLED), "active", chance.choice(past if number in now_due else soon)


def waiting(connection: psycopg.Connection) -> int:
    """How many connections a tick has marked as sent."""
    found = connection.execute("select count(*) from connect.connections where queued_until is not null").fetchone()
    return int(found[0]) if found else 0


def unmark(connection: psycopg.Connection) -> None:
    """As before the tick; the dead rows of it are cleared away, so that each tick meets the same table."""
    connection.execute("update connect.connections set queued_until = null where queued_until is not null")
    connection.execute("vacuum connect.connections")
