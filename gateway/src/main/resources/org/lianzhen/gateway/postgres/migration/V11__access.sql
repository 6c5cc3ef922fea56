-- Who may log in, and who has.

create table access_rule (
    only_one boolean primary key default true check (only_one),
    failures_until_lock integer not null check (failures_until_lock between 1 and 100),
    lock_minutes integer not null check (lock_minutes between 1 and 1440),
    -- a session ends when nobody has used it for so long
    idle_minutes integer not null check (idle_minutes between 1 and 1440),
    -- and in any case after so long
    session_hours integer not null check (session_hours between 1 and 720),
    -- log-ins from one network address
    attempts_per_minute integer not null check (attempts_per_minute between 1 and 10000)
);
insert into access_rule values (true, 5, 15, 30, 12, 60);

create table account (
    name text primary key,
    unit text not null,
    display_name text not null,
    roles text[] not null,
    state text not null check (state in ('ACTIVE', 'DISABLED')),
    -- Argon2id with its parameters, in the form of the Password Hashing Competition
    password_hash text not null,
    -- somebody else knows the password, so it is good for nothing but to set another
    must_change boolean not null,
    failures integer not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);

create table login_session (
    id uuid primary key,
    -- of the account
    unit text not null,
    account text not null references account,
    -- SHA-256 of the token, in hexadecimal
    token_hash text not null unique,
    source text not null,
    opened_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    ends_at timestamptz not null
);
create index login_session_by_account on login_session (account, opened_at);
create index login_session_by_end on login_session (ends_at);
