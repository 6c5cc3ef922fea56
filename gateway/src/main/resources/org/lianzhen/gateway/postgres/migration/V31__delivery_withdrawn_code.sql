-- What was said last of a version that is withdrawn goes on being known: one that was lost on its way may have arrived.
create or replace function delivery_withdraw() returns trigger language plpgsql as $$
begin
    with ended as (delete from delivery_task where instance = new.id returning *)
    insert into delivery_result (id, unit, instance, study, destination, outcome, answer, code, priority, route,
        route_version, reason, attempts, queued_at)
    select id, unit, instance, study, destination, 'CANCELLED', 'another version is kept', last_code, priority, route,
        route_version, reason, attempts, queued_at from ended;
    return null;
end $$;
