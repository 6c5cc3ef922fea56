-- When it was queued, or a person had it go on last: so much later it is given up where its destination cannot be reached.
alter table delivery_task add column renewed_at timestamptz not null default now();
