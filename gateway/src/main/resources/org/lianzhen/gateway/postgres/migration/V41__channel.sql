-- Every version of the channels on which people are told; secrets are not in it.
create table channel_version (
    number integer primary key,
    author text not null,
    made_at timestamptz not null default now(),
    document text not null
);
