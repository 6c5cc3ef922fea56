-- What devices say that they are doing.
create table performed_step (
    uid text primary key,
    unit text not null,
    station text not null,
    state text not null check (state in ('IN_PROGRESS', 'COMPLETED', 'DISCONTINUED')),
    begun_at timestamptz not null default now(),
    changed_at timestamptz not null default now()
);

-- Of which orders.
create table performed_step_order (
    step text not null references performed_step,
    imaging_order uuid not null references imaging_order,
    unit text not null,
    primary key (step, imaging_order)
);
create index performed_step_order_by_order on performed_step_order (imaging_order);
