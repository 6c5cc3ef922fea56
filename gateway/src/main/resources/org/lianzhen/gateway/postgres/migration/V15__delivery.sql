-- Every version of the routes.
create table route_version (
    number integer primary key,
    author text not null,
    made_at timestamptz not null default now(),
    document text not null
);

-- Open work: one instance for one destination. Gone when it has ended.
create table delivery_task (
    id uuid primary key,
    unit text not null,
    instance uuid not null references instance,
    study uuid not null references study,
    destination text not null,
    priority urgency not null,
    route text not null,
    route_version integer not null,
    reason text not null,
    state text not null default 'QUEUED' check (state in ('QUEUED', 'RETRY_AT', 'HELD')),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    last_answer text not null default '',
    queued_at timestamptz not null default now(),
    unique (instance, destination)
);
create index delivery_task_due on delivery_task (destination, priority, due_at, id) where state <> 'HELD';
create index delivery_task_by_study on delivery_task (study, destination);

-- Who sends a study to a destination at present. Epochs grow over all leases, so that they are told apart for ever.
create sequence delivery_epoch;
create table delivery_lease (
    study uuid not null references study,
    destination text not null,
    unit text not null,
    epoch bigint not null,
    holder text not null,
    expires_at timestamptz not null,
    primary key (study, destination)
);

-- When a destination was last sent something of a unit, so that units take turns.
create table delivery_turn (
    destination text not null,
    unit text not null,
    served_at timestamptz not null,
    primary key (destination, unit)
);

-- How work ended. Nothing here is ever changed.
create table delivery_result (
    id uuid not null,
    unit text not null,
    instance uuid not null,
    study uuid not null,
    destination text not null,
    outcome text not null check (outcome in ('DELIVERED', 'FAILED', 'CANCELLED')),
    answer text not null,
    priority urgency not null,
    route text not null,
    route_version integer not null,
    reason text not null,
    attempts integer not null,
    queued_at timestamptz not null,
    ended_at timestamptz not null default now(),
    primary key (id, ended_at)
) partition by range (ended_at);
create index delivery_result_by_study on delivery_result (study, destination);
create index delivery_result_by_instance on delivery_result (instance, destination);
