-- Who did what. Rows are only ever added; a chain of hashes over them shows when one is missing or was changed.

create table audit_event (
    id uuid primary key,
    -- of the actor
    unit text not null,
    -- of this server's clock, which all nodes share
    occurred_at timestamptz not null default now(),
    actor text not null,
    role text not null,
    source text not null,
    action text not null,
    outcome text not null,
    object text not null,
    details jsonb not null
);
create index audit_event_newest_first on audit_event (occurred_at desc, id desc);
create index audit_event_by_actor on audit_event (actor, occurred_at desc);
create index audit_event_by_object on audit_event (object, occurred_at desc) where object <> '';

-- Events that are not in the chain yet, so that transactions that write events need not wait for one another.
create table audit_pending (
    position bigint generated always as identity primary key,
    event uuid not null
);

create table audit_seal (
    sequence bigint primary key,
    event uuid not null unique references audit_event,
    -- SHA-256 of the hash before, the sequence number and the event, in hexadecimal
    hash text not null,
    sealed_at timestamptz not null default now()
);

create function audit_note_pending() returns trigger language plpgsql as $$
begin
    insert into audit_pending (event) select id from added order by id;
    return null;
end $$;

create trigger audit_event_is_pending after insert on audit_event
    referencing new table as added for each statement execute function audit_note_pending();

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are never changed or removed', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger audit_event_is_final before update or delete or truncate on audit_event
    for each statement execute function audit_refuse_change();
create trigger audit_seal_is_final before update or delete or truncate on audit_seal
    for each statement execute function audit_refuse_change();
