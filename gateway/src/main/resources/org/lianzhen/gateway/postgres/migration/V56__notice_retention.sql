-- Which step of the ladder a person was told in; nobody knows of those who were told before.
alter table notice_attempt add column step integer;
-- Why a person says that there is nothing to do; empty for every other end.
alter table notice add column ended_reason text not null default '';
-- Those that are deleted when they are old.
create index notice_closed on notice (ended_at) where state in ('ACKNOWLEDGED', 'WITHDRAWN');
