-- What centres are to read: a row for each study, and who has it in hand.
create table reading_task (
    id uuid primary key,
    -- that made the study
    unit text not null,
    study uuid not null unique references study,
    centre text not null,
    -- unit that runs the centre
    reader text not null,
    urgency urgency not null,
    state text not null check (state in ('RECEIVING', 'QUARANTINED', 'QUEUED', 'CLAIMED', 'PRELIM_WRITTEN', 'IN_REVIEW', 'SENT_BACK',
        'APPROVED', 'RECALL_FOR_REPEAT')),
    -- when all of it was here
    received_at timestamptz,
    due_at timestamptz,
    -- version of the rules that says so
    rules integer not null,
    holder text,
    held_until timestamptz,
    -- where it goes when it is given back
    held_from text,
    writer text,
    approver text,
    -- number of the newest signed report
    report integer not null default 0,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    check ((state in ('CLAIMED', 'IN_REVIEW')) = (holder is not null)),
    check ((holder is null) = (held_until is null) and (holder is null) = (held_from is null)),
    check (approver is distinct from writer or approver is null),
    check (state in ('RECEIVING', 'RECALL_FOR_REPEAT') or due_at is not null)
);
create index reading_task_open on reading_task (reader, urgency, due_at) where state <> 'APPROVED';
create index reading_task_over on reading_task (reader, changed_at) where state = 'APPROVED';
create index reading_task_held on reading_task (held_until) where holder is not null;

-- What was done with it. Rows are only ever added.
create table reading_event (
    task uuid not null references reading_task,
    number integer not null,
    unit text not null,
    at timestamptz not null default now(),
    -- empty when nobody asked for it
    account text not null,
    move text not null,
    to_state text not null,
    reason text not null,
    primary key (task, number)
);

create table reading_rule_version (
    number integer primary key,
    author text not null,
    made_at timestamptz not null default now(),
    document text not null
);

-- Studies of which something has changed that their reading depends on, until somebody has looked.
create table reading_news (
    study uuid primary key references study,
    look_at timestamptz not null default now()
);
create index reading_news_by_time on reading_news (look_at);

create function note_reading() returns trigger language plpgsql as $$
begin
    insert into reading_news (study) values (new.study) on conflict (study) do update set look_at = now();
    return null;
end $$;
create trigger is_reading_news after insert or update of state on study_receipt
    for each row execute function note_reading();

-- A study is there before anything is known of how far it has come in; without routes nothing ever is.
create function note_reading_of_study() returns trigger language plpgsql as $$
begin
    insert into reading_news (study) values (new.id) on conflict (study) do nothing;
    return null;
end $$;
create trigger is_reading_news after insert on study for each row execute function note_reading_of_study();

-- A contradiction about a study or an instance of it.
create function note_reading_of_alert() returns trigger language plpgsql as $$
begin
    insert into reading_news (study)
        select s.id from study s where s.id = new.subject
        union select e.study from instance i join series e on e.id = i.series where i.id = new.subject
    on conflict (study) do update set look_at = now();
    return null;
end $$;
create trigger is_reading_news after insert or update of settled_at on alert
    for each row execute function note_reading_of_alert();

insert into reading_news (study) select id from study where changed_at > now() - interval '7 days';

create trigger tell after insert or update on reading_task for each row execute function tell_change('READING');
create trigger tell after insert on reading_rule_version for each row execute function tell_change('READING');
