-- Links by which a patient sees one study without an account; whoever opens one shows a second fact.
create table share_link (
    id uuid primary key,
    -- whose study it is
    unit text not null,
    study_uid text not null references study (uid),
    -- nobody but whoever got the link knows the token
    token_hash text not null unique,
    account text not null references account (name),
    reason text not null check (length(reason) between 2 and 500),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by text,
    opened integer not null default 0,
    opened_at timestamptz,
    -- wrong second facts, which do not come back
    failures integer not null default 0,
    check ((revoked_at is null) = (revoked_by is null))
);
create index share_link_of_study on share_link (study_uid, created_at);

create table share_session (
    id uuid primary key,
    unit text not null,
    link uuid not null references share_link,
    token_hash text not null unique,
    source text not null,
    opened_at timestamptz not null default now(),
    ends_at timestamptz not null
);
create index share_session_of_link on share_session (link);
create index share_session_by_end on share_session (ends_at);
