"""Which connections go out at this tick? The plan's statements on connect.connections.

[Note: Claim of the plan] One statement a provider, whatever is due: the oldest by the index `connections_due`, as many
as what waits already leaves room for, rows that somebody else is just claiming skipped. `= any(array(…))`, not
`in (…)`: for a list that it cannot estimate the planner takes the primary key, else it may read the whole table.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from functions.refresh.moments import moment
from functions.shared.database import Connection, Database
from functions.shared.pulls import Pull
from functions.shared.tokens.grants import Provider

CLAIM_DUE = """
update connect.connections set queued_until = %(until)s
where id = any(array(
    select id from connect.connections
    where provider = %(provider)s and due_at <= %(now)s and status = 'active'
        and (queued_until is null or queued_until <= %(now)s) and (claimed_until is null or claimed_until <= %(now)s)
    order by due_at
    limit greatest(0, %(most)s - (
        select count(*) from connect.connections
        where provider = %(provider)s and due_at <= %(now)s and queued_until > %(now)s
    ))
    for update skip locked
))
returning id, pull_no
"""
_TAKE_BACK = "update connect.connections set queued_until = null where id = any(%s) and queued_until = %s"
_LATE = "select count(*) from connect.connections where provider = any(%s) and due_at < %s and status = 'active'"
PULLED = ["ga4", "instagram", "youtube"]


class DueStore:
    """Implements `ports.Due`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim_due(self, most: Mapping[Provider, int], now: float, until: float) -> list[Pull]:
        with self._database.transaction() as connection:
            return [
                pull
                for provider, room in most.items()
                for pull in _claim(connection, provider, room, moment(now), moment(until))
            ]

    def take_back(self, pulls: Sequence[Pull], until: float) -> None:
        with self._database.transaction() as connection:
            connection.execute(_TAKE_BACK, ([pull.connection_id for pull in pulls], moment(until)))

    def late(self, before: float) -> int:
        with self._database.transaction() as connection:
            found = connection.execute(_LATE, (PULLED, moment(before))).fetchone()
        return int(found[0]) if found else 0


def _claim(connection: Connection, provider: Provider, most: int, now: datetime, until: datetime) -> list[Pull]:
    asked = {"provider": provider.value, "most": most, "now": now, "until": until}
    return [Pull(*row) for row in connection.execute(CLAIM_DUE, asked)]
