-- Messages of hospital information systems that were taken, so that one that comes again does nothing; for a month.
create table taken_message (
    sender text not null,
    control_id text not null,
    digest text not null,
    taken_at timestamptz not null default now(),
    primary key (sender, control_id, digest)
);
create index taken_message_by_time on taken_message (taken_at);

-- What such a system says of patients after the fact; a person decides.
create table patient_update (
    id uuid primary key,
    unit text not null,
    issuer text not null,
    patient_id text not null,
    name text not null,
    birth_date text not null,
    sex text not null,
    -- number that is to be used no longer, or empty
    prior_id text not null,
    -- what was known of the patient who would change
    known_name text not null,
    known_birth_date text not null,
    known_sex text not null,
    source text not null,
    state text not null check (state in ('OPEN', 'REPLACED', 'ACCEPTED', 'REJECTED')),
    decided_by text not null default '',
    why text not null default '',
    proposed_at timestamptz not null default now(),
    decided_at timestamptz
);
create index patient_update_waiting on patient_update (unit, proposed_at) where state = 'OPEN';
create trigger tell after insert or update of state on patient_update for each row execute function tell_change('PATIENT');
