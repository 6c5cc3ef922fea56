-- What kind of thing stopped the last attempt, so that it can be told in words; "why" says more.
alter table report_output add column trouble text not null default '';
update report_output set trouble = 'OTHER' where why <> '' and state <> 'DONE';
create index report_output_trouble on report_output (changed_at) where state = 'WAITING' and trouble <> '';
