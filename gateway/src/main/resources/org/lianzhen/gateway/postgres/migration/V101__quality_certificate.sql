-- Which units passed quality control; marks (HR) are derived from it. Rows are never changed but to end them.
create table quality_certificate (
    id uuid primary key,
    -- that was assessed
    unit text not null,
    -- one of both
    item text not null,
    category text not null,
    body text not null,
    level text not null check (level in ('UNIT', 'CONSORTIUM', 'COUNTY', 'CITY', 'PROVINCE', 'CROSS_PROVINCE', 'NATIONAL')),
    -- of provinces; for CROSS_PROVINCE
    province_group text not null,
    round text not null,
    passed boolean not null,
    valid_from date,
    valid_to date,
    author text not null,
    made_at timestamptz not null default now(),
    withdrawn_by text,
    withdrawn_at timestamptz,
    withdrawn_why text,
    check ((item = '') <> (category = '')),
    check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index quality_certificate_by_unit on quality_certificate (unit) where withdrawn_by is null;

-- Units, and marks of units, whose results are not recognised for a time.
create table recognition_suspension (
    id uuid primary key,
    unit text not null,
    -- empty for all of the unit's
    item text not null,
    from_day date not null,
    to_day date,
    why text not null,
    author text not null,
    made_at timestamptz not null default now(),
    ended_by text,
    check (to_day is null or to_day >= from_day)
);
create index recognition_suspension_by_unit on recognition_suspension (unit);
