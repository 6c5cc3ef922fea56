-- Until when, and from which addresses a program's key is taken; from all when there are none.
alter table program_key add column expires_at timestamptz;
alter table program_key add column addresses text[] not null default '{}';
