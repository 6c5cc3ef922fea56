-- When a destination last answered, so that its last answer is known among those of a study; null when it was not asked yet.
alter table delivery_task add column answered_at timestamptz;
