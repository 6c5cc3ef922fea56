-- What is recognised between units, and by which rules: versions, and changes that a second person approves.
create table recognition_catalogue_version (
    number integer primary key,
    author text not null,
    made_at timestamptz not null default now(),
    document text not null
);

create table recognition_catalogue_proposal (
    id uuid primary key,
    -- of its author
    unit text not null,
    -- number of the version that it was made from
    base integer not null,
    author text not null,
    document text not null,
    why text not null,
    made_at timestamptz not null default now(),
    state text not null default 'WAITING' check (state in ('WAITING', 'APPROVED', 'REFUSED')),
    decided_by text,
    decided_at timestamptz,
    remark text not null default '',
    -- that came of it
    version integer references recognition_catalogue_version,
    check ((state = 'WAITING') = (decided_by is null)),
    check ((state = 'APPROVED') = (version is not null)),
    check (decided_by <> author)
);
create index recognition_catalogue_proposal_waiting on recognition_catalogue_proposal (made_at) where state = 'WAITING';
