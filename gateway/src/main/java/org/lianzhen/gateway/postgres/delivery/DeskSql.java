package org.lianzhen.gateway.postgres.delivery;

/** The SQL of what people see of deliveries. */
final class DeskSql {
    private static final String WEEK = "now() - interval '7 days'";

    /** Of a result {@code d}: what is not to be there any more has not failed to be. */
    private static final String WANTED = """
            not exists (select from instance i where i.id = d.instance and i.state in ('SUPERSEDED', 'REJECTED'))""";

    /** Of everything. */
    static final String LOADS = loads("true");

    /** Of some owners' studies, and of some destinations. */
    static final String SOME_LOADS = loads("(unit = any($1) or destination = any($2))");

    /** @param which condition on the unit and the destination of rows */
    private static String loads(String which) {
        return """
                with open as (
                    select destination, count(*) filter (where state = 'QUEUED') as queued,
                        count(*) filter (where state = 'RETRY_AT') as retry_at,
                        count(*) filter (where state = 'HELD') as held, min(queued_at) as oldest
                    from delivery_task where %3$s group by destination
                ), lately as (
                    select destination, count(*) filter (where outcome = 'DELIVERED') as delivered,
                        count(*) filter (where outcome = 'FAILED' and %4$s) as failed
                    from delivery_result d where ended_at > now() - interval '1 day' and %3$s group by destination
                ), lost as (
                    select d.destination, count(*) as lost from delivery_result d
                    where d.outcome = 'FAILED' and d.ended_at > %1$s and %2$s and %3$s and %4$s
                    group by d.destination
                ), asked as (
                    select destination, count(*) filter (where state = 'DUE') as due,
                        count(*) filter (where state = 'COMPLETE') as complete,
                        count(*) filter (where state = 'UNPROVEN') as unproven,
                        count(*) filter (where state = 'FAILED') as unfound
                    from (select destination, unit, state from delivery_proof where state = 'DUE'
                        union all
                        select destination, unit, state from delivery_proof where state <> 'DUE' and settled_at > %1$s) p
                    where %3$s group by destination
                ), leased as (
                    select destination, count(*) as sending from delivery_lease where expires_at > now() and %3$s
                    group by destination
                )
                select destination, coalesce(queued, 0)::int, coalesce(retry_at, 0)::int, coalesce(held, 0)::int,
                    coalesce(sending, 0)::int, oldest, coalesce(delivered, 0)::int, coalesce(failed, 0)::int,
                    coalesce(lost, 0)::int, coalesce(due, 0)::int, coalesce(complete, 0)::int, coalesce(unproven, 0)::int,
                    coalesce(unfound, 0)::int
                from open full join lately using (destination) full join lost using (destination)
                    full join asked using (destination) full join leased using (destination)
                order by destination"""
                .formatted(WEEK, Selected.LAST, which, WANTED);
    }

    /** By whose keys the rest is known. */
    static final String GROUPS = " s.id, w.destination, c.study, f.study, f.destination ";

    static final String OF_STUDY = studies("") + """
            where s.uid = $1 and s.unit = any($2) group by""" + GROUPS + "order by w.destination";

    /**
     * Of versions that were withdrawn, only what nothing took the place of at a destination. Lacks what is known by instance and
     * destination, with the moment {@code at} of the last answer.
     */
    static final String IN_FORCE = """
            (select * from (
                select v.*, i.sop_instance_uid, i.state in ('SUPERSEDED', 'REJECTED') as withdrawn, row_number() over (
                    partition by i.sop_instance_uid, v.destination
                    order by i.state in ('SUPERSEDED', 'REJECTED'), v.at desc nulls first) as place
                from (%s) v join instance i on i.id = v.instance) versions
            where not withdrawn or place = 1)""";

    /**
     * An instance counts by its open task, or else by how it ended last.
     *
     * @param more columns, with a comma before them
     */
    static String studies(String more) {
        return """
                select s.uid, w.destination, s.unit, count(*) filter (where w.state = 'QUEUED')::int,
                    count(*) filter (where w.state = 'RETRY_AT')::int, count(*) filter (where w.state = 'HELD')::int,
                    count(*) filter (where w.state = 'DELIVERED')::int, count(*) filter (where w.state = 'FAILED')::int,
                    count(*) filter (where w.state = 'CANCELLED')::int,
                    coalesce(bool_or(w.state <> 'HELD' and w.due_at <= now()), false) and exists (
                        select from delivery_lease l where l.study = s.id and l.destination = w.destination
                            and l.expires_at > now()),
                    min(w.priority)::text, coalesce((array_agg(w.answer order by w.at desc nulls last)
                        filter (where w.state not in ('DELIVERED', 'CANCELLED')))[1], ''),
                    min(w.due_at) filter (where w.state = 'RETRY_AT'),
                    case when not exists (select from arrival a where a.study = s.id and not a.counted) then c.rule end,
                    c.stable_at, f.state, f.kind, f.settled_at, f.missing, f.missing_uids, f.answer,
                    sum(w.attempts)::int, coalesce((array_agg(w.code order by w.at desc nulls last)
                        filter (where w.state not in ('DELIVERED', 'CANCELLED')))[1], ''), f.code%s
                from study s cross join lateral %s w
                left join study_receipt c on c.study = s.id
                left join delivery_proof f on f.study = s.id and f.destination = w.destination
                """.formatted(more, IN_FORCE.formatted("""
                select t.instance, t.destination, t.state, t.priority, t.last_answer as answer, t.last_code as code,
                    t.answered_at as at, t.due_at, t.attempts
                from delivery_task t where t.study = s.id
                union all
                select r.instance, r.destination, r.outcome, null, r.answer, r.code, r.ended_at, null, r.attempts
                from (select distinct on (instance, destination) * from delivery_result where study = s.id
                    order by instance, destination, ended_at desc) r
                where not exists (select from delivery_task o where o.instance = r.instance
                    and o.destination = r.destination)"""));
    }

    private DeskSql() {}
}
