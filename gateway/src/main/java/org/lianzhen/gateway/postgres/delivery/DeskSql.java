package org.lianzhen.gateway.postgres.delivery;

import org.lianzhen.gateway.delivery.DeliveryOrder;

/** The SQL of what people see of deliveries, and do about them. */
final class DeskSql {
    static final String LOADS = """
            with open as (
                select destination, count(*) filter (where state = 'QUEUED') as queued,
                    count(*) filter (where state = 'RETRY_AT') as retry_at,
                    count(*) filter (where state = 'HELD') as held, min(queued_at) as oldest
                from delivery_task group by destination
            ), lately as (
                select destination, count(*) filter (where outcome = 'DELIVERED') as delivered,
                    count(*) filter (where outcome = 'FAILED') as failed
                from delivery_result where ended_at > now() - interval '1 day' group by destination
            ), leased as (
                select destination, count(*) as sending from delivery_lease where expires_at > now()
                group by destination
            )
            select destination, coalesce(queued, 0)::int, coalesce(retry_at, 0)::int, coalesce(held, 0)::int,
                coalesce(sending, 0)::int, oldest, coalesce(delivered, 0)::int, coalesce(failed, 0)::int
            from open full join lately using (destination) full join leased using (destination) order by destination""";

    /** An instance counts by its open task, or else by how it ended last. */
    private static final String STUDIES = """
            select s.uid, w.destination, s.unit, count(*) filter (where w.state = 'QUEUED')::int,
                count(*) filter (where w.state = 'RETRY_AT')::int, count(*) filter (where w.state = 'HELD')::int,
                count(*) filter (where w.state = 'DELIVERED')::int, count(*) filter (where w.state = 'FAILED')::int,
                count(*) filter (where w.state = 'CANCELLED')::int,
                exists (select from delivery_lease l where l.study = s.id and l.destination = w.destination
                    and l.expires_at > now()),
                min(w.priority)::text, coalesce(max(w.answer) filter (where w.state <> 'DELIVERED'), ''),
                min(w.due_at) filter (where w.state = 'RETRY_AT')
            from study s cross join lateral (
                select t.destination, t.state, t.priority, t.last_answer as answer, t.due_at, t.queued_at
                from delivery_task t where t.study = s.id
                union all
                select r.destination, r.outcome, null, r.answer, null, null
                from (select distinct on (instance, destination) * from delivery_result where study = s.id
                    order by instance, destination, ended_at desc) r
                where not exists (select from delivery_task o where o.instance = r.instance
                    and o.destination = r.destination)
            ) w
            """;

    static final String OF_STUDY = STUDIES + """
            where s.uid = $1 and s.unit = any($2) group by s.id, w.destination order by w.destination""";

    /** Found by the work that waits longest, so that the whole of the archive is not looked at. */
    static final String OPEN = STUDIES + """
            where s.unit = any($1) and s.id in (
                select study from (
                    select t.study, min(t.priority) as priority, min(t.queued_at) as since from delivery_task t
                    where t.unit = any($1) group by t.study
                ) o order by o.priority, o.since limit $2)
            group by s.id, w.destination order by min(w.priority), min(w.queued_at), s.uid, w.destination""";

    private static final String WANTED = """
            study = (select id from study where uid = $1 and unit = any($2)) and destination = $3""";

    private static final String RESEND = """
            insert into delivery_task (id, unit, instance, study, destination, priority, route, route_version, reason)
            select gen_random_uuid(), r.unit, r.instance, r.study, r.destination, r.priority, r.route, r.route_version,
                r.reason
            from (select distinct on (instance) * from delivery_result where %s
                order by instance, ended_at desc) r
            on conflict (instance, destination) do nothing""".formatted(WANTED);

    private static final String CANCEL = """
            with ended as (delete from delivery_task where %s returning *)
            insert into delivery_result (id, unit, instance, study, destination, outcome, answer, priority, route,
                route_version, reason, attempts, queued_at)
            select id, unit, instance, study, destination, 'CANCELLED', last_answer, priority, route, route_version,
                reason, attempts, queued_at from ended""".formatted(WANTED);

    /** The study, the units and the destination are its first parameters; a priority, if it has one, the fourth. */
    static String of(DeliveryOrder.Action action) {
        return switch (action) {
            case HOLD -> "update delivery_task set state = 'HELD' where state <> 'HELD' and " + WANTED;
            case RESUME -> "update delivery_task set state = 'QUEUED', due_at = now() where state = 'HELD' and "
                    + WANTED;
            case RETRY -> "update delivery_task set state = 'QUEUED', due_at = now() where state = 'RETRY_AT' and "
                    + WANTED;
            case PRIORITISE -> "update delivery_task set priority = $4::text::urgency where " + WANTED;
            case CANCEL -> CANCEL;
            case RESEND -> RESEND;
        };
    }

    private DeskSql() {}
}
