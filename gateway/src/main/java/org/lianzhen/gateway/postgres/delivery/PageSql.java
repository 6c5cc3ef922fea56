package org.lianzhen.gateway.postgres.delivery;

import java.time.ZoneOffset;
import org.lianzhen.gateway.delivery.DeliveryPage;

/** Lists of deliveries as SQL, page by page. */
final class PageSql {
    private PageSql() {}

    /** Found by the work itself, so that the whole of the archive is not looked at. */
    static String studies(Selected selected, String table, DeliveryPage.Position after, int limit) {
        return """
                with page as (
                    select d.study, d.destination, min(d.priority) as priority, min(d.queued_at) as since
                    from %s d where %s group by d.study, d.destination
                    having (min(d.priority), min(d.queued_at), d.study, d.destination) > (%s::text::urgency, %s, %s, %s)
                    order by 3, 4, 1, 2 limit %s)
                """.formatted(table, selected.sql(), selected.parameter(after.priority().name()),
                selected.parameter(after.since().atOffset(ZoneOffset.UTC)), selected.parameter(after.study()),
                selected.parameter(after.destination()), selected.parameter(limit))
                + DeskSql.studies(", p.priority::text, p.since, s.id") + """
                        join page p on p.study = s.id and p.destination = w.destination
                        group by p.priority, p.since,""" + DeskSql.GROUPS + """
                        order by p.priority, p.since, s.id, w.destination""";
    }

    /** By its open task, which is being sent when it is due and its study is leased; or else by how it ended last. */
    static final String INSTANCES = """
            select d.sop_instance_uid, d.state, d.priority::text, d.attempts, d.answer, d.next_try, d.queued_at, d.ended_at,
                d.route, d.route_version, d.reason, d.code
            from study s cross join lateral %s d
            where s.uid = $1 and s.unit = any($2) and d.sop_instance_uid collate "C" > $4 collate "C"
            order by d.sop_instance_uid collate "C" limit $5"""
            .formatted(DeskSql.IN_FORCE.formatted(
                    """
                            select t.instance, t.destination, t.answered_at as at, case when %s then 'SENDING' else t.state end as state,
                                t.priority, t.attempts, t.last_answer as answer,
                                case t.state when 'RETRY_AT' then t.due_at end as next_try, t.queued_at, null::timestamptz as ended_at,
                                t.route, t.route_version, t.reason, t.last_code as code
                            from delivery_task t where t.study = s.id and t.destination = $3
                            union all
                            select r.instance, r.destination, r.ended_at, r.outcome, r.priority, r.attempts, r.answer, null, r.queued_at,
                                r.ended_at, r.route, r.route_version, r.reason, r.code
                            from (select distinct on (instance) * from delivery_result where study = s.id and destination = $3
                                order by instance, ended_at desc) r
                            where not exists (select from delivery_task o where o.instance = r.instance and o.destination = $3)"""
                            .formatted(Selected.SENDING.replace("d.", "t."))));
}
