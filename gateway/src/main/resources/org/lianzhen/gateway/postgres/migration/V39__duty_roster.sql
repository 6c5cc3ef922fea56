-- Every version of who is on duty, of each unit and kind of duty.
create table duty_roster (
    unit text not null,
    duty text not null,
    number integer not null,
    author text not null,
    made_at timestamptz not null default now(),
    shifts jsonb not null,
    primary key (unit, duty, number)
);
