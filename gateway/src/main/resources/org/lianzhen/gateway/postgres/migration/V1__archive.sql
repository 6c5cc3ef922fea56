-- What the archive holds. Counts and texts of a study follow the instances that are ACTIVE.

create table patient (
    id uuid primary key,
    unit text not null,
    -- issuer and patient ID, or the study of a patient without ID
    identity text not null unique,
    issuer text not null,
    patient_id text not null,
    name text not null,
    -- the ways in which people look for the name, and the characters and pairs of all of them
    name_forms text[] not null,
    name_terms text[] not null,
    birth_date text not null,
    sex text not null,
    created_at timestamptz not null default now()
);
create index patient_by_patient_id on patient (patient_id);
create index patient_by_name on patient using gin (name_terms);

create table study (
    id uuid primary key,
    unit text not null,
    patient uuid not null references patient,
    uid text not null unique,
    study_date text not null,
    study_time text not null,
    accession_number text not null,
    study_id text not null,
    description text not null,
    referring_physician_name text not null,
    institution_name text not null,
    modalities text[] not null default '{}',
    series_count integer not null default 0,
    instance_count integer not null default 0,
    bytes bigint not null default 0,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
create index study_by_patient on study (patient);
create index study_by_accession_number on study (accession_number) where accession_number <> '';
create index study_newest_first on study (study_date desc, study_time desc, uid);

create table series (
    id uuid primary key,
    unit text not null,
    study uuid not null references study,
    uid text not null,
    modality text not null,
    series_number integer,
    description text not null,
    body_part_examined text not null,
    laterality text not null,
    station_name text not null,
    instance_count integer not null default 0,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    unique (study, uid)
);
create index series_by_uid on series (uid);

create table instance (
    id uuid primary key,
    unit text not null,
    study uuid not null references study,
    series uuid not null references series,
    sop_instance_uid text not null,
    -- 1 is what came first; what contradicts it is kept as 2, 3, ...
    version integer not null,
    state text not null check (state in ('ACTIVE', 'PARKED', 'REJECTED')),
    park_reason text,
    sop_class_uid text not null,
    transfer_syntax_uid text not null,
    instance_number integer,
    "rows" integer,
    "columns" integer,
    bits_allocated integer,
    number_of_frames integer,
    -- where the bytes are: the object, and within it the data set
    object_key text not null unique,
    object_length bigint not null,
    data_set_offset integer not null,
    sha256 text not null,
    -- within the data set; -1 without pixel data
    pixel_offset bigint not null,
    pixel_length bigint not null,
    frames bytea,
    source text not null,
    target text not null,
    priority text not null,
    received_at timestamptz not null default now(),
    unique (sop_instance_uid, version)
);
create index instance_by_series on instance (series, instance_number, sop_instance_uid);
create index instance_parked on instance (unit, received_at) where state = 'PARKED';

-- What delivery has not looked at yet. Written with the instance, deleted when its routes have become work.
create table arrival (
    id uuid primary key,
    unit text not null,
    instance uuid not null references instance,
    study uuid not null references study,
    priority text not null,
    arrived_at timestamptz not null default now()
);

-- What a person must decide.
create table alert (
    id uuid primary key,
    unit text not null,
    kind text not null,
    subject uuid not null,
    raised_at timestamptz not null default now(),
    settled_at timestamptz,
    settled_by text
);
create index alert_open on alert (unit, raised_at) where settled_at is null;
