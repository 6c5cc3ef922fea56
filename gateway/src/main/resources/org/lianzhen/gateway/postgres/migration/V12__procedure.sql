-- What DICOM searches ask besides: the procedure of a series, and what kinds of objects a study has.
alter table series add column performed_start_date text not null default '';
alter table series add column performed_start_time text not null default '';
-- One entry for each item of Request Attributes Sequence in both, so that they tell of the same request.
alter table series add column scheduled_step_ids text[] not null default '{}';
alter table series add column requested_procedure_ids text[] not null default '{}';

alter table study add column timezone_offset text not null default '';
alter table study add column sop_classes text[] not null default '{}';
update study s set sop_classes = c.classes
from (select study, array_agg(distinct sop_class_uid) as classes from instance where state = 'ACTIVE' group by study) c
where c.study = s.id;

-- A unit that sees little of a large archive must not look through all of it.
create index study_of_unit_newest_first on study (unit, study_date desc, study_time desc, uid);
