-- What somebody has asked to be examined, and what happened to it.

create table imaging_order (
    id uuid primary key,
    unit text not null,
    source text not null check (source in ('HL7', 'REST', 'TYPED')),
    accession_number text not null,
    placer_number text not null,
    procedure_id text not null,
    step_id text not null,
    study_uid text not null unique,
    -- the patient as the order names them; the identity is written as that of patient, and is no reference: an order changes
    -- nothing of what the archive knows
    identity text not null,
    issuer text not null,
    patient_id text not null,
    name text not null,
    name_forms text[] not null,
    name_terms text[] not null,
    birth_date text not null,
    sex text not null,
    -- further numbers, each as kind, issuer and number on lines of their own
    identifiers text[] not null,
    visit text not null,
    modality text not null,
    item_code text not null,
    item_name text not null,
    body_part text not null,
    laterality text not null,
    urgency text not null,
    clinical_info text not null,
    diagnosis text not null,
    doctor text not null,
    department text not null,
    phone text not null,
    station text not null,
    scheduled_at timestamp,
    state text not null check (state in ('ORDERED', 'IN_PROGRESS', 'PERFORMED', 'DISCONTINUED', 'CANCELLED')),
    version integer not null check (version > 0),
    placed_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    unique (unit, accession_number)
);
create unique index imaging_order_by_placer_number on imaging_order (unit, placer_number) where placer_number <> '';
create index imaging_order_newest_first on imaging_order (unit, id desc);
create index imaging_order_by_identity on imaging_order (identity);
create index imaging_order_open on imaging_order (unit, scheduled_at) where state in ('ORDERED', 'IN_PROGRESS', 'DISCONTINUED');

-- Accession numbers of ours: no unit gets one that another has.
create sequence imaging_order_number;

create table imaging_order_event (
    id uuid primary key,
    unit text not null,
    imaging_order uuid not null references imaging_order,
    move text not null,
    state text not null,
    version integer not null,
    author text not null,
    why text not null,
    happened_at timestamptz not null default now(),
    unique (imaging_order, version)
);

-- Which order a study came of: found by rule or by a person, or waiting for one.
create table order_match (
    study uuid primary key references study,
    unit text not null,
    state text not null check (state in ('NEW', 'MATCHED', 'OPEN', 'NONE')),
    imaging_order uuid references imaging_order,
    -- by what it was found, or why nobody but a person can tell
    reason text not null default '',
    decided_by text not null default '',
    changed_at timestamptz not null default now(),
    check ((state = 'MATCHED') = (imaging_order is not null))
);
create index order_match_by_order on order_match (imaging_order) where imaging_order is not null;
create index order_match_waiting on order_match (state, changed_at) where state in ('NEW', 'OPEN');

-- Objects that are orders tell the patient, too.
create or replace function audit_name_patient() returns trigger language plpgsql as $$
declare
    person uuid;
begin
    select patient into person from study where uid = new.object;
    if person is null and new.object ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        select id into person from patient where id = new.object::uuid;
        if person is null then
            select p.id into person from imaging_order o join patient p on p.identity = o.identity
            where o.id = new.object::uuid;
        end if;
    end if;
    if person is not null then
        new.patient := audit_pseudonym(person::text);
    end if;
    return new;
end $$;

create trigger tell after insert or update of version on imaging_order for each row execute function tell_change('ORDER');
create trigger tell after update of state on order_match for each row execute function tell_change('ORDER');
