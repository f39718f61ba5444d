-- Who fits whom. What is a user's own here (profiles, audiences, shortlists, searches) match writes; what is derived from
-- connect (creator_index, creator_words) is written in the transaction that changes it, and dies with match.creators.

alter table match.creators add column id bigint generated always as identity unique;

-- The searchable row of a creator on a platform: functions/shared/creators.py. Kept narrow, since the exact search reads it
-- from end to end. Only facets, country and embedding are indexed: the numbers that move every day (followers, checked_at)
-- are in no index, so that they are updated in place (HOT) and the vector index is left alone. facets holds a coarse step of
-- each for the index to find: functions/shared/matching/facets.py.
create table match.creator_index (
    id bigint primary key references match.creators (id) on delete cascade,
    followers bigint,
    checked_at timestamptz not null,
    engagement_rate real,
    growth real,
    views real,
    confidence real not null,
    posted_on date,
    price_from integer,
    price_to integer,
    features_version smallint not null,
    platform text not null,
    country text,
    facets integer[] not null,
    embedding halfvec(73) not null
) with (fillfactor = 90);
alter table match.creator_index alter column embedding set storage plain;
create index creator_index_facets on match.creator_index using gin (facets) with (fastupdate = off);
create index creator_index_hnsw on match.creator_index using hnsw (embedding halfvec_ip_ops)
    with (m = 16, ef_construction = 200);
-- A filter by home country and a query shaped like that country go together: the global graph would have to be walked far.
-- match.tend makes the like of this one for every country with many creators.
create index creator_index_hnsw_tr on match.creator_index using hnsw (embedding halfvec_ip_ops)
    with (m = 16, ef_construction = 200) where country = 'TR';

-- Words of a creator for the text search, apart: so a new bio touches no vector, and no search without text reads them.
create table match.creator_words (
    id bigint primary key references match.creators (id) on delete cascade,
    words tsvector not null
);
create index creator_words_words on match.creator_words using gin (words) with (fastupdate = off);

-- What a user says about themselves. Prices: an influencer's for a post, a company's budget. visible: companies only.
create table match.profiles (
    user_id text primary key,
    kind text not null check (kind in ('company', 'influencer')),
    display_name text not null default '',
    bio text not null default '',
    categories text[] not null default '{}',
    countries text[] not null default '{}',
    languages text[] not null default '{}',
    city text not null default '',
    links jsonb not null default '[]',
    contact_email text not null default '',
    price_from integer,
    price_to integer,
    currency text,
    visible boolean not null default false,
    rev integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- Named audiences of a company. definition: {"kind": "ga4"|"form"|"mixture", ...}.
create table match.audiences (
    id text primary key,
    user_id text not null,
    name text not null,
    definition jsonb not null,
    is_default boolean not null default false,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index audiences_user on match.audiences (user_id, created_at);
create unique index audiences_default on match.audiences (user_id) where is_default;

-- Companies that want to be found by influencers, by the audience they look for; connection_id where GA4 told it.
create table match.company_index (
    user_id text primary key,
    connection_id text references connect.connections on delete cascade,
    embedding halfvec(73) not null,
    features jsonb not null,
    updated_at timestamptz not null
);
create index company_index_connection on match.company_index (connection_id) where connection_id is not null;

create table match.shortlists (
    id text primary key,
    user_id text not null,
    name text not null,
    notes text not null default '',
    rev integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index shortlists_user on match.shortlists (user_id, updated_at desc);

-- Whom a list holds, never what is known of them: what an influencer no longer shares is in nobody's list either.
create table match.shortlist_items (
    shortlist_id text not null references match.shortlists on delete cascade,
    influencer_id text not null,
    status text not null default 'new' check (status in ('new', 'contacted', 'negotiating', 'agreed', 'declined')),
    notes text not null default '',
    position integer not null default 0,
    added_at timestamptz not null,
    primary key (shortlist_id, influencer_id)
);
create index shortlist_items_influencer on match.shortlist_items (influencer_id);

-- Saved searches. results: [[influencer, platform, score], ...] of the last digest; digest: what was new then.
create table match.searches (
    id text primary key,
    user_id text not null,
    name text not null,
    query jsonb not null,
    results jsonb not null default '[]',
    digest jsonb,
    ran_at timestamptz,
    seen_at timestamptz,
    created_at timestamptz not null
);
create index searches_user on match.searches (user_id, created_at);
create index searches_due on match.searches (ran_at nulls first);
