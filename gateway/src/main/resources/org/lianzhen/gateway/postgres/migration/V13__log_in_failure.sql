-- Wrong passwords in a row, counted alike for names that somebody has and for all others, so that a lock tells nothing.

create table log_in_failure (
    -- of an account, or # and the number of one of 65,536 groups of other names: those are chosen by strangers, and may be
    -- passwords in the wrong field
    name text primary key,
    failures integer not null,
    locked_until timestamptz
);
insert into log_in_failure select name, failures, locked_until from account where failures > 0 or locked_until > now();
alter table account drop column failures, drop column locked_until;
-- nobody else can tell which names are in one group
alter table access_rule add column name_secret uuid not null default gen_random_uuid();
