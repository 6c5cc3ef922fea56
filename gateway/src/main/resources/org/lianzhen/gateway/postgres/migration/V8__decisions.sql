-- A version that was in force gives way to another one and may come back: the last that gave way first.
alter table instance drop column superseded_by;
alter table instance add column superseded_at timestamptz;
create index parking_decided on parking (unit, decided_at desc) where decided_at is not null;

alter table alert add column settled_reason text;
