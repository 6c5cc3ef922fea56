-- Results of storage commitments that their requesters are to hear.
create table commitment_report (
    id uuid primary key,
    unit text not null,
    requester text not null,
    called_title text not null,
    transaction_uid text not null,
    sop_class_uids text[] not null,
    sop_instance_uids text[] not null,
    -- for each instance the Failure Reason (0008,1197), or 0 when it is committed
    reasons integer[] not null,
    state text not null check (state in ('RETRY_AT', 'DELIVERED', 'FAILED')),
    attempts integer not null default 1,
    -- when the next attempt is due; during an attempt, when it counts as lost
    retry_at timestamptz not null,
    last_status text,
    requested_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    unique (requester, transaction_uid)
);
create index commitment_report_due on commitment_report (retry_at) where state = 'RETRY_AT';
create index commitment_report_newest on commitment_report (state, requested_at desc);
