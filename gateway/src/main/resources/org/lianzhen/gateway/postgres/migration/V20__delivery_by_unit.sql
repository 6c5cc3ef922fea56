-- Work is looked for unit by unit, so that it takes no longer when much waits.
drop index delivery_task_due;
create index delivery_task_due on delivery_task (destination, priority, unit, due_at, id) where state <> 'HELD';
