-- By what number the hospital information system of the unit knows somebody, who is one person.
alter table account add column staff_number text not null default '';
create unique index account_staff_number on account (unit, staff_number) where staff_number <> '';
alter table imaging_order add column doctor_number text not null default '';

-- Account of whoever ordered a study; null when there is none, or when the order fits several. A number says more than a name: who has another
-- number is another person of the same name.
create function ordering_account(ordered uuid) returns text language sql stable as $$
    with said as (
        select o.unit, o.doctor, array_remove(array[o.doctor_number, o.doctor], '') as words, o.doctor_number
        from order_match m join imaging_order o on o.id = m.imaging_order where m.study = ordered
    ), fit as (
        select a.name, case when a.staff_number = any(s.words) then 1 when a.name = any(s.words) then 2 else 3 end as rank
        from said s join account a on a.unit = s.unit and a.state = 'ACTIVE' and a.kind <> 'PROGRAM'
        where a.staff_number = any(s.words)
            or (s.doctor_number = '' or a.staff_number = '')
                and (a.name = any(s.words) or s.doctor <> '' and replace(a.display_name, ' ', '') = replace(s.doctor, ' ', ''))
    )
    select case when count(*) = 1 then min(name) end from fit where rank = (select min(rank) from fit)
$$;

create or replace function ask_acknowledgement() returns trigger language plpgsql as $$
begin
    insert into report_acknowledgement (task, number, unit, doctor)
        values (new.task, new.number, new.unit,
            (select ordering_account(t.study) from reading_task t where t.id = new.task));
    return null;
end $$;

-- Who gave the number that is to be used no longer; when it is empty, who gave the one that stays.
alter table patient_update add column prior_issuer text not null default '';
