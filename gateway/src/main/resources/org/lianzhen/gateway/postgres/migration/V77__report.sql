-- What is being written of a study, by whoever has it in hand; the next one goes on with it.
create table report_draft (
    task uuid primary key references reading_task,
    unit text not null,
    version integer not null,
    author text not null,
    document jsonb not null,
    changed_at timestamptz not null default now()
);

-- Reports as they were signed. Rows are only ever added.
create table report_version (
    task uuid not null references reading_task,
    number integer not null,
    unit text not null,
    kind text not null check (kind in ('PRELIMINARY', 'FINAL')),
    -- exactly the text that the signature is over, in UTF-8
    content text not null,
    signer text not null,
    signed_at timestamptz not null,
    algorithm text not null,
    public_key text not null,
    signature text not null,
    primary key (task, number)
);
create function refuse_change_of_report() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are never changed or removed', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger report_version_is_final before update or delete or truncate on report_version
    for each statement execute function refuse_change_of_report();
create trigger tell after insert on report_version for each row execute function tell_change('REPORT');
create trigger reading_event_is_final before update or delete or truncate on reading_event
    for each statement execute function refuse_change_of_report();

-- Keys with which accounts sign, the private ones sealed.
create table signing_key (
    id uuid primary key,
    account text not null references account (name),
    algorithm text not null check (algorithm in ('ECDSA', 'SM2')),
    public_key text not null,
    sealed text not null,
    made_at timestamptz not null default now()
);
create index signing_key_newest on signing_key (account, algorithm, made_at desc);
