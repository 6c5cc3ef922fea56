-- How far the chain has been sent to a syslog server.
create table audit_export (
    -- host and port
    target text primary key,
    -- of the last event whose bytes the network took
    sequence bigint not null,
    moved_at timestamptz not null default now()
);
