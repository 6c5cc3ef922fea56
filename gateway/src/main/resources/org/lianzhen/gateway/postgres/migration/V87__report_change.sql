-- Reports that were amended or withdrawn: whoever ordered the examination says that they have read it.
create table report_acknowledgement (
    task uuid not null references reading_task,
    number integer not null,
    -- that made the study
    unit text not null,
    -- account of whom the order names; null when there is none
    doctor text,
    asked_at timestamptz not null default now(),
    account text,
    acknowledged_at timestamptz,
    primary key (task, number),
    foreign key (task, number) references report_version (task, number),
    check ((account is null) = (acknowledged_at is null))
);
create index report_acknowledgement_open on report_acknowledgement (unit, asked_at) where acknowledged_at is null;
create index report_acknowledgement_over on report_acknowledgement (unit, acknowledged_at) where acknowledged_at is not null;

create function ask_acknowledgement() returns trigger language plpgsql as $$
begin
    insert into report_acknowledgement (task, number, unit, doctor)
        values (new.task, new.number, new.unit, (select min(a.name) from reading_task t
            join order_match m on m.study = t.study join imaging_order o on o.id = m.imaging_order
            join account a on a.unit = o.unit and a.state = 'ACTIVE' and o.doctor in (a.name, a.display_name)
            where t.id = new.task and o.doctor <> ''));
    return null;
end $$;
create trigger is_to_be_acknowledged after insert on report_version
    for each row when (new.kind in ('AMENDMENT', 'WITHDRAWAL')) execute function ask_acknowledgement();
create trigger tell after insert or update on report_acknowledgement for each row execute function tell_change('REPORT');

-- Studies that a centre has given to another one; while it is there, that one's readers may see the study.
alter table reading_task add column home_centre text;
alter table reading_task add column home_reader text;
alter table reading_task add check ((home_centre is null) = (home_reader is null));
create index reading_task_away on reading_task (home_reader) where home_reader is not null;

create table reading_escalation (
    id uuid primary key,
    task uuid not null references reading_task,
    unit text not null,
    from_centre text not null,
    from_reader text not null,
    to_centre text not null,
    to_reader text not null,
    account text not null,
    reason text not null,
    begun_at timestamptz not null default now(),
    ended_at timestamptz
);
create unique index reading_escalation_open on reading_escalation (task) where ended_at is null;
create index reading_escalation_there on reading_escalation (to_reader, task);

-- A study that was asked for again comes as further images, or as another study of the same order.
alter table reading_task drop constraint reading_task_state_check;
alter table reading_task add constraint reading_task_state_check
    check (state in ('RECEIVING', 'QUARANTINED', 'QUEUED', 'CLAIMED', 'PRELIM_WRITTEN', 'IN_REVIEW', 'SENT_BACK', 'APPROVED',
        'RECALL_FOR_REPEAT', 'WITHDRAWN', 'ESCALATED', 'REPLACED'));
drop index reading_task_open;
drop index reading_task_over;
create index reading_task_open on reading_task (reader, urgency, due_at)
    where state not in ('APPROVED', 'WITHDRAWN', 'REPLACED');
create index reading_task_over on reading_task (reader, changed_at) where state in ('APPROVED', 'WITHDRAWN', 'REPLACED');

-- Where no route tells when a study is complete, images that come later are news of those only that wait for them.
create function note_repeated_study() returns trigger language plpgsql as $$
begin
    insert into reading_news (study)
        select new.id from reading_task t where t.study = new.id and t.state = 'RECALL_FOR_REPEAT'
    on conflict (study) do update set look_at = now();
    return null;
end $$;
create trigger is_repeated after update of instance_count on study
    for each row when (new.instance_count > old.instance_count) execute function note_repeated_study();

create function note_study_of_order() returns trigger language plpgsql as $$
begin
    insert into reading_news (study)
        select new.study from order_match m join reading_task t on t.study = m.study
        where m.imaging_order = new.imaging_order and m.study <> new.study and t.state = 'RECALL_FOR_REPEAT' limit 1
    on conflict (study) do update set look_at = now();
    return null;
end $$;
create trigger is_repeated after insert or update of state on order_match
    for each row when (new.state = 'MATCHED') execute function note_study_of_order();
