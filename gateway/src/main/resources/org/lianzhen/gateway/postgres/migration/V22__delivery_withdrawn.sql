-- A version that a person has rejected, or replaced by another one, is sent nowhere any more, whoever asks for that.
create function delivery_task_withdrawn() returns trigger language plpgsql as $$
begin
    if exists (select from instance where id = new.instance and state in ('SUPERSEDED', 'REJECTED')) then
        return null;
    end if;
    return new;
end $$;
create trigger delivery_task_withdrawn before insert on delivery_task
    for each row execute function delivery_task_withdrawn();

create function delivery_withdraw() returns trigger language plpgsql as $$
begin
    with ended as (delete from delivery_task where instance = new.id returning *)
    insert into delivery_result (id, unit, instance, study, destination, outcome, answer, priority, route, route_version,
        reason, attempts, queued_at)
    select id, unit, instance, study, destination, 'CANCELLED', 'another version is kept', priority, route, route_version,
        reason, attempts, queued_at from ended;
    return null;
end $$;
create trigger instance_withdrawn after update of state on instance for each row
    when (new.state in ('SUPERSEDED', 'REJECTED') and old.state is distinct from new.state)
    execute function delivery_withdraw();

create index arrival_by_study on arrival (study);
