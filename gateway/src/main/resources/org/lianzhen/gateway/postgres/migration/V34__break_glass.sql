-- Who opened a study in an emergency, why, and what others thought of it afterwards.

create table break_glass (
    id uuid primary key,
    -- of the one who did it
    unit text not null,
    account text not null references account,
    study_uid text not null,
    -- whose study it is
    owner_unit text not null,
    reason text not null check (length(reason) between 10 and 500),
    opened_at timestamptz not null default now(),
    open_until timestamptz not null,
    review_due timestamptz not null,
    verdict text check (verdict in ('JUSTIFIED', 'UNJUSTIFIED')),
    comment text,
    reviewer text,
    reviewed_at timestamptz,
    check ((verdict is null) = (reviewed_at is null) and (verdict is null) = (reviewer is null))
);
create index break_glass_open on break_glass (account, open_until);
create index break_glass_of_owner on break_glass (owner_unit, opened_at);
create index break_glass_unreviewed on break_glass (review_due) where verdict is null;
