-- Findings that cannot wait: who must know of each, and how far that has come.
create table critical_value (
    id uuid primary key,
    -- that made the study and treats the patient
    unit text not null,
    study uuid not null references study,
    -- of the catalogue, as it was when it was raised
    item text not null,
    item_name text not null,
    item_english text not null,
    finding text not null,
    state text not null check (state in ('RAISED', 'NOTIFIED', 'ESCALATED', 'ACKNOWLEDGED', 'HANDLED', 'CLOSED', 'WITHDRAWN')),
    raised_by text not null,
    raised_at timestamptz not null,
    notify_by timestamptz not null,
    acknowledge_by timestamptz not null,
    -- null until somebody has read it back
    handle_by timestamptz,
    -- for which the receiver may take to say what was done
    handle_time interval not null
);
create index critical_value_open on critical_value (unit, raised_at) where state not in ('CLOSED', 'WITHDRAWN');
create index critical_value_by_time on critical_value (raised_at);
create index critical_value_by_study on critical_value (study);

-- What was done about it. Rows are only ever added.
create table critical_step (
    value uuid not null references critical_value,
    number integer not null,
    unit text not null,
    at timestamptz not null,
    -- empty when the gateway did it
    account text not null,
    move text not null,
    to_state text not null,
    channel text not null,
    -- who was told or has read it back
    person text not null,
    -- what was read back or done, or why
    words text not null,
    -- by which the gateway told somebody
    attempt uuid unique,
    primary key (value, number)
);
create trigger critical_step_is_final before update or delete or truncate on critical_step
    for each statement execute function refuse_change_of_report();
create trigger tell after insert on critical_step for each row execute function tell_change('CRITICAL');
