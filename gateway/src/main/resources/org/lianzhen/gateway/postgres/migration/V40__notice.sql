-- Matters that somebody must know of.
create table notice (
    id uuid primary key,
    unit text not null,
    key text not null,
    kind text not null,
    urgency urgency not null,
    reference text not null,
    parameters jsonb not null,
    ladder jsonb not null,
    state text not null default 'OPEN' check (state in ('OPEN', 'ACKNOWLEDGED', 'EXHAUSTED', 'WITHDRAWN')),
    step integer not null default 0,
    -- when the next person is told
    climb_at timestamptz,
    raised_at timestamptz not null,
    ended_at timestamptz,
    ended_by text not null default '',
    -- the matter has ceased, so that its key may be raised again
    settled boolean not null default false
);
create unique index notice_by_key on notice (key) where not settled;
create index notice_due on notice (climb_at) where state = 'OPEN';
create index notice_by_unit on notice (unit, id);
create index notice_exhausted on notice (id) where state = 'EXHAUSTED';

-- One person told on one channel.
create table notice_attempt (
    id uuid primary key,
    unit text not null,
    notice uuid not null references notice,
    channel text not null,
    account text not null,
    phone text not null,
    mail text not null,
    state text not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED', 'CANCELLED')),
    tries integer not null default 0,
    detail text not null default '',
    made_at timestamptz not null,
    due_at timestamptz not null,
    leased_until timestamptz,
    ended_at timestamptz
);
create index notice_attempt_due on notice_attempt (channel, due_at) where state = 'PENDING';
create index notice_attempt_by_notice on notice_attempt (notice, id);
create index notice_attempt_by_account on notice_attempt (account, notice);
