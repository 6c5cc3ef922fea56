-- Words that are ready to be put into reports.
create table report_template (
    id uuid primary key,
    -- that runs the centre
    unit text not null,
    -- whose own it is; empty when it is the centre's
    owner text,
    initials text not null,
    content jsonb not null,
    version integer not null,
    -- empty for what came with the gateway
    author text not null,
    changed_at timestamptz not null default now(),
    removed boolean not null default false
);
create index report_template_offered on report_template (unit) where not removed;

-- Every version of each. Rows are only ever added.
create table report_template_version (
    template uuid not null references report_template,
    number integer not null,
    unit text not null,
    author text not null,
    made_at timestamptz not null default now(),
    content jsonb not null,
    removed boolean not null,
    primary key (template, number)
);
create trigger report_template_version_is_final before update or delete or truncate on report_template_version
    for each statement execute function refuse_change_of_report();

-- Units that got what comes with the gateway.
create table report_template_starter (
    unit text primary key,
    given_at timestamptz not null default now()
);

create trigger tell after insert or update on report_template for each row execute function tell_change('READING');
