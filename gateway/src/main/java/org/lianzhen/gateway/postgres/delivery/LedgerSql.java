package org.lianzhen.gateway.postgres.delivery;

import org.lianzhen.gateway.postgres.route.Subjects;

/** The SQL of deliveries. */
final class LedgerSql {
    /** Of several processes each takes others. */
    static final String ARRIVALS = """
            select a.id, a.instance, a.study, s.unit, a.urgency::text, a.arrived_at, a.warning, i.source, i.target,
                %s
            from arrival a join instance i on i.id = a.instance join series e on e.id = i.series
            join study s on s.id = a.study
            order by a.urgency, a.id limit $1 for update of a skip locked"""
            .formatted(Subjects.SHOWN);

    /**
     * What is there already, or on its way, is no work, unless another version was brought there after it. Looked up one by one: a plan for a table that was small reads all of it. */
    static final String TASKS = """
            insert into delivery_task (id, unit, instance, study, destination, priority, route, route_version, reason)
            select g.id, g.unit, g.instance, g.study, g.destination, g.priority::urgency, g.route, $8, g.reason
            from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $9::text[])
                as g (id, unit, instance, study, destination, priority, route, reason)
            where (select r.id from delivery_result r where r.instance = g.instance
                and r.destination = g.destination and r.outcome = 'DELIVERED' and not exists (
                    select from instance i join instance o on o.sop_instance_uid = i.sop_instance_uid and o.id <> i.id
                    join delivery_result x on x.instance = o.id and x.destination = r.destination
                        and x.outcome = 'DELIVERED' and x.ended_at > r.ended_at
                    where i.id = r.instance) limit 1) is null
            on conflict (instance, destination) do nothing""";

    /** What arrives makes its study be received, once more if need be; not so what we make of reports on it. */
    static final String CONSUMED = """
            with gone as (
                delete from arrival where id = any($1) returning study, instance, arrived_at, counted
            )
            insert into study_receipt as r (study, unit, state, last_at)
            select s.id, s.unit, 'RECEIVING', max(g.arrived_at) from gone g join study s on s.id = g.study
                join instance i on i.id = g.instance
            where not g.counted and i.target not like 'report/%' group by s.id order by s.id
            on conflict (study) do update set state = 'RECEIVING', rule = null, stable_at = null,
                last_at = greatest(r.last_at, excluded.last_at)""";

    /** Of a unit and a priority, what is due and nobody sends; found by an index, however much waits. */
    private static final String FREE = """
            select t.study, t.due_at, t.id from delivery_task t
            where t.destination = $1 and t.state <> 'HELD' and t.priority = %1$s.priority and t.unit = %1$s.unit
                and t.due_at <= now() and not exists (select from delivery_lease l where l.study = t.study
                    and l.destination = t.destination and l.expires_at > now())""";

    /**
     * Of the most urgent, one of the unit that has waited longest; a lease that has ended is nobody's. Goes from one pair of priority
     * and unit to the next, of which there are few. Without an epoch when somebody else was faster.
     */
    static final String LEASE = """
            with recursive pair (priority, unit) as (
                (select priority, unit from delivery_task where destination = $1 and state <> 'HELD'
                    order by priority, unit limit 1)
                union all
                select n.priority, n.unit from pair p cross join lateral (
                    select t.priority, t.unit from delivery_task t where t.destination = $1 and t.state <> 'HELD'
                        and (t.priority, t.unit) > (p.priority, p.unit) order by t.priority, t.unit limit 1) n
            ), waiting as (
                select p.priority, p.unit, f.study, f.due_at, f.id from pair p cross join lateral (
                    %s order by t.due_at, t.id limit 1) f
            ), wanted as (
                select w.* from waiting w left join delivery_turn u on u.destination = $1 and u.unit = w.unit
                where w.priority <= $2::text::urgency
                order by w.priority, u.served_at nulls first, w.due_at, w.id limit 1
            ), leased as (
                insert into delivery_lease (study, destination, unit, epoch, holder, expires_at)
                select study, $1, unit, nextval('delivery_epoch'), $3, now() + $4 from wanted
                on conflict (study, destination) do update set epoch = excluded.epoch, holder = excluded.holder,
                    expires_at = excluded.expires_at where delivery_lease.expires_at <= now()
                returning study, unit, epoch
            ), turn as (
                insert into delivery_turn (destination, unit, served_at) select $1, unit, clock_timestamp() from leased
                on conflict (destination, unit) do update set served_at = excluded.served_at
            )
            select w.study, l.epoch, w.priority::text, least(
                (select min(o.priority) from waiting o where (o.priority, o.unit) <> (w.priority, w.unit)),
                (select w.priority from (%s and t.study <> w.study limit 1) o))::text
            from wanted w left join leased l on true""".formatted(FREE.formatted("p"), FREE.formatted("w"));

    /** Of those that are more urgent than something. */
    static final String WAITING = """
            select t.priority::text from delivery_task t
            where t.destination = $1 and t.state <> 'HELD' and t.priority < $2::text::urgency and t.due_at <= now()
                and not exists (select from delivery_lease l where l.study = t.study
                    and l.destination = t.destination and l.expires_at > now())
            order by t.priority limit 1""";

    /** Whoever was answered waits for its own sake. */
    static final String HASTEN = """
            update delivery_task t set due_at = now() from (
                select id from delivery_task where destination = $1 and state = 'RETRY_AT' and due_at > now()
                    and untried_since is not null for update skip locked) w
            where t.id = w.id""";

    static final String DUE = """
            select t.id, t.attempts, s.uid, i.sop_class_uid, i.sop_instance_uid, i.transfer_syntax_uid, i.object_key,
                i.data_set_offset, t.priority::text, t.untried_since
            from delivery_task t join instance i on i.id = t.instance join study s on s.id = t.study
            where t.study = $1 and t.destination = $2 and t.state <> 'HELD' and t.due_at <= now()
            order by t.priority, i.id limit $3""";

    static final String WANTED = "select count(*)::int from delivery_task where id = any($1) and state <> 'HELD'";

    /** The row is locked until the outcomes are written, so that nobody leases the study in between. */
    static final String EXTEND = """
            update delivery_lease set expires_at = now() + $4 where study = $1 and destination = $2 and epoch = $3
                and expires_at > now()
            returning epoch""";

    private static final String GIVEN = """
            exists (select from instance i join instance o on o.sop_instance_uid = i.sop_instance_uid
                    and instance_content(o.id) <> instance_content(i.id)
                join delivery_result x on x.instance = o.id and x.destination = %2$s
                    and (x.outcome = 'DELIVERED' or x.code = 'LOST')
                where i.id = %1$s\s""";

    /**
     * Whether a destination was given another version of an instance, or may have been: whatever it says of their common UID may be about
     * the other, even that it keeps this one, since some say so and keep what they have. Versions that turned out to be the same count as
     * one. Lacks the names of the instance and of the destination.
     */
    static final String OTHER_GIVEN = GIVEN + ")";

    /**
     * As {@link #OTHER_GIVEN}, and this one did not go out after the other had ended, so that it need not be the last that was given.
     * Who had something of that name (0111H) took nothing.
     */
    static final String OTHER_LAST = GIVEN + """
            and not exists (select from instance e
                join delivery_result p on p.instance = e.id and p.destination = x.destination
                    and p.outcome = 'DELIVERED' and p.code <> '0111' and p.queued_at >= x.ended_at
                where e.sop_instance_uid = i.sop_instance_uid
                    and instance_content(e.id) = instance_content(i.id)))""";

    /** As {@link #OTHER_GIVEN}, and it has not said since that it keeps this one. */
    private static final String OTHER_VERSION = GIVEN + """
            and not exists (select from instance e
                join delivery_result p on p.instance = e.id and p.destination = x.destination
                    and p.outcome = 'DELIVERED' and p.code = '0000' and p.ended_at > x.ended_at
                where e.sop_instance_uid = i.sop_instance_uid
                    and instance_content(e.id) = instance_content(i.id)))""";

    /** In one statement with it, the destination has taken another version. */
    private static final String WITH_OTHER = """
            exists (select from told y join instance o on o.id = y.instance
                join instance i on i.sop_instance_uid = o.sop_instance_uid and i.id = t.instance
                where instance_content(o.id) <> instance_content(i.id) and y.outcome = 'DELIVERED' and y.code <> '0111')""";

    /**
     * What somebody cancelled while it was being sent may have arrived all the same. Who has one of that name already (0111H) may have
     * another version of it.
     */
    static final String ENDED = """
            with gone as (delete from delivery_task where id = any($1) returning *), ended as (
                select id, unit, instance, study, destination, priority, route, route_version, reason, attempts,
                    queued_at, false as cancelled from gone
                union all
                select id, unit, instance, study, destination, priority, route, route_version, reason, attempts,
                    queued_at, true from delivery_result where id = any($1) and outcome = 'CANCELLED'
            ), told as (
                select t.*, g.outcome, g.answer, g.code
                from ended t join unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as g (id, outcome, answer, code)
                    on g.id = t.id
            ), judged as (
                select t.*, case when t.outcome = 'DELIVERED' and t.code = '0111' then %s or %s else false end as other
                from told t
            )
            insert into delivery_result (id, unit, instance, study, destination, outcome, answer, code, priority, route,
                route_version, reason, attempts, queued_at)
            select id, unit, instance, study, destination, case when other then 'FAILED' else outcome end,
                case when other then 'it has another version of this instance; ' || answer else answer end,
                case when other then 'OTHER_VERSION' else code end, priority, route, route_version, reason,
                attempts + 1, queued_at
            from judged where not cancelled or (outcome = 'DELIVERED' and not other)"""
            .formatted(OTHER_VERSION.formatted("t.instance", "t.destination"), WITH_OTHER);

    static final String AGAIN = """
            update delivery_task t set state = 'RETRY_AT', attempts = t.attempts + g.counted::int, due_at = now() + g.after,
                untried_since = case when not g.counted then coalesce(t.untried_since, now()) end, last_answer = g.answer, last_code = g.code, answered_at = now()
            from unnest($1::uuid[], $2::interval[], $3::text[], $4::text[], $5::boolean[])
                as g (id, after, answer, code, counted)
            where t.id = g.id and t.state <> 'HELD'""";

    static final String RELEASE = "delete from delivery_lease where study = $1 and destination = $2 and epoch = $3";

    /** Months in China, this one and the two that follow. */
    static final String PARTITIONS = """
            do $$
            declare
                month timestamp;
            begin
                for i in 0..2 loop
                    month := date_trunc('month', now() at time zone 'Asia/Shanghai') + make_interval(months => i);
                    execute format('create table if not exists %I partition of delivery_result for values from (%L) to (%L)',
                        'delivery_result_' || to_char(month, 'YYYY_MM'), month at time zone 'Asia/Shanghai',
                        (month + interval '1 month') at time zone 'Asia/Shanghai');
                end loop;
            end $$""";

    private LedgerSql() {}
}
