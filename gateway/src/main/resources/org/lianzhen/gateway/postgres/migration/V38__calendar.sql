-- Every version of the working days that administrators have written.
create table calendar_version (
    number integer primary key,
    author text not null,
    made_at timestamptz not null default now(),
    document text not null
);
