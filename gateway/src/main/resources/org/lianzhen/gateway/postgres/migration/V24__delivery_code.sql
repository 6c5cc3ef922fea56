-- What destinations answered, for programs: a status of theirs, or a word of ours. 0000 says plainly that an instance is kept.
alter table delivery_result add column code text not null default '';
alter table delivery_task add column last_code text not null default '';
update delivery_result set code = case when answer = 'stored' then '0000'
    else coalesce(substring(answer from '^(?:stored|refused), ([0-9A-F]{4})H'), '') end;

-- The same for versions of an instance that turned out to be the same in other bytes.
create function instance_content(version uuid) returns uuid language sql stable as $$
    select coalesce((select same_as from parking where instance = version), version)
$$;
