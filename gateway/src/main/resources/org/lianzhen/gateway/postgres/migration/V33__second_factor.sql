-- A second factor for those who sign and administer, sessions that lock instead of ending, and rules with versions.

alter table account add column kind text not null default 'PERSON' check (kind in ('PERSON', 'PROGRAM', 'DEMONSTRATION'));
-- those of the demonstration were made by the gateway, with a password that everybody knows
update account set kind = 'DEMONSTRATION' where exists (select from demonstration)
    and exists (select from audit_event e where e.action = 'ACCOUNT_CHANGE' and e.actor = 'LIANZHEN'
        and e.object = account.name);

create table second_factor (
    account text primary key references account,
    unit text not null,
    -- RFC 6238, sealed with the key file of the data folder, in base64
    secret text,
    -- one that was begun and not yet confirmed by a code
    pending text,
    -- time step of the newest code that was taken: none works twice
    last_step bigint not null default 0,
    changed_at timestamptz not null default now()
);

create table recovery_code (
    account text not null references account,
    unit text not null,
    -- SHA-256 in hexadecimal; a code that was used is gone
    code_hash text not null,
    primary key (account, code_hash)
);

-- idle_minutes now locks a session, and only session_hours ends it
update access_rule set idle_minutes = 15 where idle_minutes = 30;
alter table access_rule
    add column second_factor_roles text[] not null default array['RADIOLOGIST', 'SENIOR_RADIOLOGIST', 'EXPERT',
        'GUEST_EXPERT', 'SECURITY_ADMIN', 'SYS_ADMIN', 'AUDIT_ADMIN', 'AUDITOR'],
    -- whether a session may be used from another network address than it was opened from
    add column address_binding text not null default 'EXACT' check (address_binding in ('EXACT', 'NETWORK', 'OFF')),
    add column break_glass_roles text[] not null default array['TOWNSHIP_DOCTOR', 'CLINICIAN', 'RADIOLOGIST',
        'SENIOR_RADIOLOGIST'],
    add column break_glass_hours integer not null default 4 check (break_glass_hours between 1 and 72),
    add column break_glass_review_hours integer not null default 24 check (break_glass_review_hours between 1 and 720),
    add column version integer not null default 1;

create table access_rule_version (
    number integer primary key,
    author text not null,
    kept_at timestamptz not null default now(),
    document jsonb not null
);
insert into access_rule_version (number, author, document)
    select version, 'LIANZHEN', to_jsonb(r) - 'name_secret' - 'only_one' - 'version' from access_rule r;
