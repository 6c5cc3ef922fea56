-- Who has seen what routes would do, before they did it.
create table route_rehearsal (
    id uuid primary key,
    author text not null,
    made_at timestamptz not null default now(),
    document text not null,
    -- in force at that time
    version integer not null,
    -- on which the first and the last of the studies arrived; null when there were none
    from_day date,
    to_day date,
    studies integer not null,
    more boolean not null,
    nowhere integer not null,
    -- one for each route and destination
    lines jsonb not null
);
create index route_rehearsal_newest_first on route_rehearsal (made_at desc);

-- Rehearsals look at the newest studies, and at those of some days.
create index study_by_arrival on study (created_at);
