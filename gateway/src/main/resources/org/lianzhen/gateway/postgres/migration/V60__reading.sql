-- What people draw and measure on the images of a study, and the key images that they choose; written as they go.

create table study_mark (
    account text not null,
    -- of the study
    unit text not null,
    study uuid not null references study,
    version integer not null check (version > 0),
    document jsonb not null,
    changed_at timestamptz not null default now(),
    primary key (account, study)
);
create index study_mark_study on study_mark (study);

-- How people like to look at images. Tells nothing of patients.
create table viewer_preference (
    account text primary key,
    version integer not null check (version > 0),
    document jsonb not null,
    changed_at timestamptz not null default now()
);
