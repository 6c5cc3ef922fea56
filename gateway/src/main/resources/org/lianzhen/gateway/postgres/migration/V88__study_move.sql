-- Studies that were filed to the wrong patient: one person proposes to whom they belong, another one confirms.
create table study_move (
    id uuid primary key,
    unit text not null,
    study uuid not null references study,
    from_patient uuid not null references patient,
    to_patient uuid not null references patient,
    reason text not null,
    state text not null default 'OPEN' check (state in ('OPEN', 'CONFIRMED', 'REJECTED')),
    proposed_by text not null,
    proposed_at timestamptz not null default now(),
    decided_by text,
    decided_at timestamptz,
    -- why it was rejected
    why text not null default '',
    check (from_patient <> to_patient),
    check ((state = 'OPEN') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
    check (state <> 'CONFIRMED' or decided_by <> proposed_by)
);
create unique index study_move_open on study_move (study) where state = 'OPEN';
create index study_move_by_unit on study_move (unit, proposed_at desc);
create trigger tell after insert or update on study_move for each row execute function tell_change('PATIENT');
