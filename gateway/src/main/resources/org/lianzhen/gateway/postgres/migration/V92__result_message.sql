-- Signed reports that nobody has looked at yet for whom they are; written together with the report.
create table result_news (
    task uuid not null,
    number integer not null,
    noted_at timestamptz not null default now(),
    primary key (task, number),
    foreign key (task, number) references report_version
);
create function note_result_news() returns trigger language plpgsql as $$
begin
    insert into result_news (task, number) values (new.task, new.number);
    return null;
end $$;
create trigger is_result after insert on report_version for each row when (new.kind <> 'PROPOSAL')
    execute function note_result_news();

-- A version of a report for a program of the unit that made the study.
create table result_message (
    id uuid primary key default gen_random_uuid(),
    unit text not null,
    receiver text not null,
    task uuid not null,
    number integer not null,
    state text not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'FAILED', 'SUPERSEDED')),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    -- why the last attempt came to nothing, and what the receiver or the network said; never anything about a patient
    trouble text check (trouble in ('GONE', 'UNMADE', 'UNREACHED', 'REFUSED')),
    detail text not null default '',
    made_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    unique (receiver, task, number),
    foreign key (task, number) references report_version
);
create index result_message_due on result_message (due_at) where state = 'WAITING';
create index result_message_newest_first on result_message (unit, made_at desc, id desc);
create index result_message_failed on result_message (receiver, made_at) where state = 'FAILED';
create trigger tell after insert or update of state, trouble on result_message
    for each row execute function tell_change('DELIVERY');
