-- Results that may be recognised, wherever they come from.
create table exam_result (
    id uuid primary key,
    -- that made it
    unit text not null,
    patient uuid not null references patient,
    study uuid unique references study,
    accession_number text not null,
    -- how the unit itself calls what was examined
    local_code text not null,
    local_name text not null,
    modalities text[] not null,
    body_parts text[] not null,
    -- what it is in the catalogue; none while nobody has said so
    items text[] not null,
    laterality text not null,
    performed_at timestamptz not null,
    report_status text not null check (report_status in ('REGISTERED', 'PRELIMINARY', 'FINAL', 'AMENDED', 'WITHDRAWN')),
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);
create index exam_result_by_patient on exam_result (patient, performed_at desc);
create index exam_result_unmapped on exam_result (unit, local_code, local_name) where items = '{}';

-- Which items units mean by their own codes and names, as people have found.
create table local_item (
    unit text not null,
    -- code:... or name:..., as the gateway compares them
    key text not null,
    item text not null,
    confirmed_by text not null,
    confirmed_at timestamptz not null default now(),
    primary key (unit, key)
);

-- Studies of which something has changed that their results depend on, until somebody has looked.
create table recognition_news (
    study uuid primary key references study,
    look_at timestamptz not null default now()
);
create index recognition_news_by_time on recognition_news (look_at);

create function note_result_of_report() returns trigger language plpgsql as $$
begin
    insert into recognition_news (study) select study from reading_task where id = new.task
    on conflict (study) do update set look_at = now();
    return null;
end $$;
create trigger is_recognition_news after insert on report_version for each row when (new.kind <> 'PROPOSAL')
    execute function note_result_of_report();

-- A study that is found to belong to another order, or to another patient.
create function note_result_of_match() returns trigger language plpgsql as $$
begin
    insert into recognition_news (study) select study from exam_result where study = new.study
    on conflict (study) do update set look_at = now();
    return null;
end $$;
create function note_result_of_patient() returns trigger language plpgsql as $$
begin
    insert into recognition_news (study) select study from exam_result where study = new.id
    on conflict (study) do update set look_at = now();
    return null;
end $$;
create trigger is_recognition_news after insert or update of state on order_match
    for each row when (new.state = 'MATCHED') execute function note_result_of_match();
create trigger is_recognition_news after update of patient on study
    for each row when (new.patient <> old.patient) execute function note_result_of_patient();

-- What was reported before there was any recognition.
insert into recognition_news (study) select distinct t.study from report_version v join reading_task t on t.id = v.task
    where v.kind <> 'PROPOSAL';
