-- Backups that were taken, so that people hear when there is none. A restored database has the one it came from.

create table backup_run (
    id uuid primary key,
    set_name text not null,
    folder text not null,
    begun_at timestamptz not null default now(),
    ended_at timestamptz,
    state text not null check (state in ('RUNNING', 'COMPLETE', 'FAILED')),
    -- why it failed, a name of BackupFault
    fault text,
    objects bigint not null default 0,
    bytes bigint not null default 0,
    -- objects that no earlier backup in the folder had
    copied bigint not null default 0,
    -- objects that were not what this database says
    damaged bigint not null default 0
);
create index backup_run_latest on backup_run (ended_at desc);
