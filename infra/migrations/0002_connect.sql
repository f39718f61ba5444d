-- What users have connected, what the providers told about their audiences, and who may see it.
-- Ids are ULIDs in lower case; times are UTC. No token is ever here: those live in the token vault.

create table connect.connections (
    id text primary key,
    user_id text not null,
    provider text not null check (provider in ('ga4', 'youtube', 'instagram', 'tiktok')),
    status text not null check (status in ('needs_property', 'active', 'needs_reauth', 'missing_scope')),
    -- Why the status or the last pull is as it is: one of our words, never a provider's message.
    reason text,
    -- Who it is at the provider: channel, professional account, handle. GA4 has no such id: its property says what is read.
    account_id text not null default '',
    -- Instagram's app-scoped id, by which Meta's callbacks name a person.
    app_user_id text not null default '',
    name text not null default '',
    handle text not null default '',
    property_id text,
    property_name text,
    scopes text[] not null default '{}',
    share_with_brands boolean not null default false,
    created_at timestamptz not null,
    authorised_at timestamptz not null,
    -- End of a token that ends by itself (Instagram, 60 days), and when it was last renewed.
    token_expires_at timestamptz,
    token_renewed_at timestamptz,
    -- The schedule. due_at null: nothing to pull (TikTok, no property, needs its user).
    due_at timestamptz,
    -- A message is on its way: the plan leaves the connection alone until then.
    queued_until timestamptz,
    -- Who is pulling now, and until when nobody else may.
    claim text,
    claimed_until timestamptz,
    -- Finished pulls. A message names the number it asks for, so a second copy of it finds its work done.
    pull_no bigint not null default 0,
    failures integer not null default 0,
    -- When the provider last answered a whole pull, changed or not; and when the grant was last seen to hold.
    checked_at timestamptz,
    verified_at timestamptz,
    manual_at timestamptz,
    unique (user_id, provider)
);
create index connections_due on connect.connections (provider, due_at) where due_at is not null;
create index connections_account on connect.connections (provider, account_id) where account_id <> '';
create index connections_app_user on connect.connections (app_user_id) where app_user_id <> '';
create index connections_checked on connect.connections (provider, checked_at) where checked_at is not null;

-- Every decision about sharing, with the words that were agreed to; the newest one is what connections.share_with_brands says.
create table connect.consents (
    id text primary key,
    connection_id text not null references connect.connections on delete cascade,
    granted boolean not null,
    wording text not null,
    decided_at timestamptz not null
);
create index consents_connection on connect.consents (connection_id, decided_at);

-- What an audience looked like since fetched_at, until the next row. An unchanged audience adds no row; that it was looked at
-- is connections.checked_at. body: functions/shared/audience/snapshot.py, without metrics.
create table connect.snapshots (
    id bigint generated always as identity primary key,
    connection_id text not null references connect.connections on delete cascade,
    fetched_at timestamptz not null,
    content_hash text not null,
    body jsonb not null
);
create index snapshots_connection on connect.snapshots (connection_id, fetched_at desc);

-- Metric series as steps: a row where a value differs from the day before. metric: functions/shared/audience/metrics.py.
create table connect.metrics (
    connection_id text not null references connect.connections on delete cascade,
    metric text not null,
    day date not null,
    value double precision not null,
    primary key (connection_id, metric, day)
);

-- Meta's data-deletion requests: what the status page answers. Holds nobody's id once done.
create table connect.deletions (
    code text primary key,
    provider text not null,
    requested_at timestamptz not null,
    completed_at timestamptz
);

-- The creator index: one row per creator and platform that is shared with brands, and only while it is shared.
-- refresh and connect write it in the transaction that changes what it says; match reads it.
create table match.creators (
    connection_id text primary key references connect.connections on delete cascade,
    user_id text not null,
    platform text not null check (platform in ('youtube', 'instagram', 'tiktok')),
    name text not null,
    handle text not null,
    followers bigint,
    audience jsonb not null,
    metrics jsonb not null,
    checked_at timestamptz not null,
    updated_at timestamptz not null
);
create index creators_user on match.creators (user_id);

-- Google Trends, cached; display only. points: [["2026-11-15", 0..100], ...].
create table match.trends (
    keyword text not null,
    geo text not null,
    points jsonb,
    fetched_at timestamptz,
    requested_at timestamptz not null,
    failed_at timestamptz,
    primary key (keyword, geo)
);
create index trends_stale on match.trends (fetched_at nulls first);
