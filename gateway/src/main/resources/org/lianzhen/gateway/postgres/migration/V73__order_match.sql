-- Every study that comes is looked at for its order; those that were here before there were orders came of none.
insert into order_match (study, unit, state) select id, unit, 'NONE' from study;

create function await_order_match() returns trigger language plpgsql as $$
begin
    insert into order_match (study, unit, state) values (new.id, new.unit, 'NEW');
    return null;
end $$;
create trigger study_awaits_order after insert on study for each row execute function await_order_match();
