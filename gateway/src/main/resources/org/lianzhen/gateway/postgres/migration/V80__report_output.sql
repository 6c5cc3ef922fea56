-- What is to be made of signed reports: a row for each version that goes out, written together with it.
create table report_output (
    task uuid not null,
    number integer not null,
    unit text not null,
    state text not null default 'WAITING' check (state in ('WAITING', 'DONE', 'FAILED')),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    -- why the last attempt came to nothing; never anything about a patient
    why text not null default '',
    changed_at timestamptz not null default now(),
    primary key (task, number),
    foreign key (task, number) references report_version
);
create index report_output_due on report_output (due_at) where state = 'WAITING';
create index report_output_failed on report_output (changed_at) where state = 'FAILED';

create function note_report_output() returns trigger language plpgsql as $$
begin
    insert into report_output (task, number, unit) values (new.task, new.number, new.unit);
    return null;
end $$;
create trigger goes_out after insert on report_version for each row when (new.kind <> 'PROPOSAL')
    execute function note_report_output();

insert into report_output (task, number, unit) select task, number, unit from report_version where kind <> 'PROPOSAL';
