-- Every version of who belongs to the consortium, whole: a few dozen units.
create table member_version (
    number integer primary key,
    author text not null,
    document text not null,
    made_at timestamptz not null default now()
);
