-- Which patient records speak of the same person.

-- Records that are linked, directly or through others, have the id of the oldest of them here; others nothing.
alter table patient add column person uuid references patient;
-- When it was compared with other records; nothing while that is to be done.
alter table patient add column compared_at timestamptz;
create index patient_by_person on patient (person) where person is not null;
create index patient_uncompared on patient (created_at) where compared_at is null;
create index patient_by_birth_date on patient (left(birth_date, 8)) where birth_date <> '';

-- Numbers of a patient besides the patient ID.
create table patient_identifier (
    patient uuid not null references patient,
    unit text not null,
    kind text not null,
    issuer text not null,
    number text not null,
    first_seen_at timestamptz not null default now(),
    -- as that of the patient
    compared_at timestamptz,
    primary key (patient, kind, issuer, number)
);
create index patient_identifier_uncompared on patient_identifier (patient) where compared_at is null;
create index patient_identifier_by_number on patient_identifier (number, kind);

-- Links in force. They never close a circle, so that taking one back always takes something apart.
create table patient_link (
    first uuid not null references patient,
    second uuid not null references patient,
    unit text not null,
    primary key (first, second),
    check (first < second)
);
create index patient_link_by_second on patient_link (second);

-- Every decision about two records.
create table patient_link_history (
    id uuid primary key,
    unit text not null,
    act text not null check (act in ('LINK', 'UNLINK', 'DISMISS')),
    first uuid not null references patient,
    second uuid not null references patient,
    author text not null,
    why text not null,
    decided_at timestamptz not null default clock_timestamp(),
    check (first < second)
);
create index patient_link_history_by_first on patient_link_history (first, second, id);
create index patient_link_history_by_second on patient_link_history (second);

create function refuse_patient_link_history_change() returns trigger language plpgsql as $$
begin
    raise exception 'decisions about patients are never changed or removed';
end $$;
create trigger patient_link_history_stays before update or delete or truncate on patient_link_history
    for each statement execute function refuse_patient_link_history_change();

-- Links that somebody should decide on.
create table patient_link_proposal (
    first uuid not null references patient,
    second uuid not null references patient,
    unit text not null,
    confidence double precision not null,
    reason text not null,
    proposed_at timestamptz not null default now(),
    primary key (first, second),
    check (first < second)
);
create index patient_link_proposal_by_second on patient_link_proposal (second);
