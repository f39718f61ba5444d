"""Who is in the creator index? The two statements that refresh and connect share; match only reads.

Both run in the caller's transaction, which must already hold the connection's row (updated it, or selected it FOR
UPDATE): then a pull and a change of the consent switch take turns and the index says what the later one says.
"""

from functions.shared.database import Connection

_PUBLISH = """
insert into match.creators as creator
    (connection_id, user_id, platform, name, handle, followers, audience, metrics, checked_at, updated_at)
select connection.id, connection.user_id, connection.provider, connection.name, connection.handle,
    (numbers.newest ->> 'followers')::numeric::bigint, snapshot.body, coalesce(numbers.newest, '{}'),
    coalesce(connection.checked_at, snapshot.fetched_at), now()
from connect.connections connection
cross join lateral (
    select body, fetched_at from connect.snapshots where connection_id = connection.id
    order by fetched_at desc, id desc limit 1
) snapshot
cross join lateral (
    select jsonb_object_agg(metric, value) as newest from (
        select distinct on (metric) metric, value from connect.metrics where connection_id = connection.id
            and (connection.told_metrics is null or metric = any(connection.told_metrics))
        order by metric, day desc
    ) newest
) numbers
where connection.id = %s and connection.share_with_brands and connection.status = 'active'
    and connection.provider <> 'ga4'
on conflict (connection_id) do update set
    name = excluded.name, handle = excluded.handle, followers = excluded.followers, audience = excluded.audience,
    metrics = excluded.metrics, checked_at = excluded.checked_at, updated_at = excluded.updated_at
"""


def publish(connection: Connection, connection_id: str) -> bool:
    """Writes the index row from the newest snapshot and the newest value of each metric; False when there is nothing to
    publish: not shared, its grant is dead, never pulled, or a company's own site (ga4).

    `audience` is the snapshot's body, `metrics` {metric: newest value} (functions/shared/audience/metrics.py) of those
    that the last pull brought.
    """
    return connection.execute(_PUBLISH, (connection_id,)).rowcount > 0


def withdraw(connection: Connection, connection_id: str) -> None:
    """Takes the connection out of the index; repeatable."""
    connection.execute("delete from match.creators where connection_id = %s", (connection_id,))
