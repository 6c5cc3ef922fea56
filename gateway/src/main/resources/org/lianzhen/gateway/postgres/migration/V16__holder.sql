-- Units that sent the very same bytes as another unit before them: the instance is kept once, and acknowledged to each of them.
create table instance_holder (
    instance uuid not null references instance,
    unit text not null,
    since timestamptz not null default now(),
    primary key (instance, unit)
);
