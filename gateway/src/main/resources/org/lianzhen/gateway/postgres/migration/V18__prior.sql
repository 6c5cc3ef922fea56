-- New studies, of each the kinds of series it has, for which earlier studies of the same patient follow to a destination; once each.
create table delivery_prior (
    study uuid not null references study,
    destination text not null,
    modality text not null,
    body_part text not null,
    unit text not null,
    -- of the new study
    priority urgency not null,
    route text not null,
    route_version integer not null,
    queued_at timestamptz not null default now(),
    -- earlier studies; nothing before they have been chosen
    priors uuid[],
    -- when all of their instances had been queued
    done_at timestamptz,
    primary key (study, destination, modality, body_part)
);
create index delivery_prior_open on delivery_prior (priority, queued_at) where done_at is null;
