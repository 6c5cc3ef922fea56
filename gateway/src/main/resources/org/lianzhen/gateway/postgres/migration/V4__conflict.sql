-- What becomes of instances that contradict others. SUPERSEDED gave way to another version, REDUNDANT turned out to be the
-- same as another version in other bytes; both are kept.
alter table instance drop constraint instance_state_check;
alter table instance add constraint instance_state_check
    check (state in ('ACTIVE', 'PARKED', 'REJECTED', 'SUPERSEDED', 'REDUNDANT'));
alter table instance add column superseded_by uuid references instance;

-- Routed although it is parked, so that whoever gets it must be warned.
alter table arrival add column warning boolean not null default false;

-- Beside each instance that is parked: what the one who decides must know, and how far the matter is.
create table parking (
    instance uuid primary key references instance,
    -- who decides: the owner of what is contradicted, which is not always the one who sent it
    unit text not null,
    -- the patient as the parked instance itself names them; its study may say otherwise
    issuer text not null,
    patient_id text not null,
    patient_name text not null,
    birth_date text not null,
    sex text not null,
    emergency boolean not null,
    parked_at timestamptz not null default now(),
    -- whether it is still to be compared decoded, the comparisons begun, and until when the last one has it in hand
    comparing boolean not null,
    comparisons integer not null default 0,
    claimed_until timestamptz,
    -- where it differs: attributes and frames, never their values; or why that is not known
    findings text[] not null default '{}',
    same_as uuid references instance,
    decided_at timestamptz
);
create index parking_open on parking (unit, parked_at, instance) where decided_at is null;
create index parking_to_compare on parking (emergency desc, parked_at) where comparing;

-- Every decision, in order; a later one may undo an earlier one.
create table parking_decision (
    id uuid primary key,
    instance uuid not null references instance,
    unit text not null,
    decision text not null check (decision in ('RELEASED', 'REJECTED')),
    decided_by text not null,
    reason text not null,
    decided_at timestamptz not null default now()
);
create index parking_decision_by_instance on parking_decision (instance, decided_at);

-- Instances that were parked by earlier programs are named by their studies' patients.
insert into parking (instance, unit, issuer, patient_id, patient_name, birth_date, sex, emergency, comparing, parked_at)
    select i.id, s.unit, p.issuer, p.patient_id, p.name, p.birth_date, p.sex, false, false, i.received_at
    from instance i join study s on s.id = i.study join patient p on p.id = s.patient where i.state = 'PARKED';
