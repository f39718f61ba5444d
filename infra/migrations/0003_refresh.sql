-- What YouTube told also when a connection was made counts, checked or not: the oldest of it must be found.
create index connections_youtube_told on connect.connections (coalesce(checked_at, authorised_at))
    where provider = 'youtube' and (checked_at is not null or name <> '' or handle <> '' or account_id <> '');
