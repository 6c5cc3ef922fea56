-- How far studies have come in. What arrives makes them RECEIVING, a rule makes them STABLE.
create table study_receipt (
    study uuid primary key references study,
    unit text not null,
    state text not null check (state in ('RECEIVING', 'STABLE')),
    -- of its newest instance
    last_at timestamptz not null,
    rule text check (rule in ('QUIET', 'COMMITMENT', 'SIGNAL')),
    stable_at timestamptz,
    check ((state = 'STABLE') = (rule is not null) and (state = 'STABLE') = (stable_at is not null))
);
-- Its times are no part of the index, so that an arrival does not change it.
create index study_receipt_receiving on study_receipt (study) where state = 'RECEIVING';
insert into study_receipt (study, unit, state, last_at) select id, unit, 'RECEIVING', changed_at from study;

-- Whether it was there when its study was found to be STABLE, so that it is nothing new when its routes are looked at.
alter table arrival add column counted boolean not null default false;
