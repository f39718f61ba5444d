-- What YouTube told also when a connection was made counts, checked or not: the oldest of it must be found.
create index connections_youtube_told on connect.connections (coalesce(checked_at, authorised_at))
    where provider = 'youtube' and (checked_at is not null or name <> '' or handle <> '' or account_id <> '');

-- Which metrics the last pull brought: a number that the provider no longer tells (hidden subscribers) is not current.
-- Null: never pulled since this column is here, or told by the user; then all are.
alter table connect.connections add column told_metrics text[];

-- How far the daily retention has got: what was left over is dealt with first on the next day.
create table connect.progress (
    name text primary key,
    after_id text not null
);
