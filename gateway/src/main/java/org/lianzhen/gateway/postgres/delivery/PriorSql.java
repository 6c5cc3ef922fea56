package org.lianzhen.gateway.postgres.delivery;

/** The SQL of earlier studies that follow new ones. */
final class PriorSql {
    /** Ordered, so that two who want the same do not wait for one another. */
    static final String WANTED = """
            insert into delivery_prior (study, destination, modality, body_part, unit, priority, route, route_version)
            select g.study, g.destination, g.modality, g.body_part, g.unit, g.priority::urgency, g.route, $8
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                as g (study, destination, modality, body_part, unit, priority, route)
            order by g.study, g.destination, g.modality, g.body_part on conflict do nothing""";

    /** Of several processes each takes another. */
    static final String NEXT = """
            select p.study, p.destination, p.modality, p.body_part, p.priority::text as priority, p.route, p.route_version,
                p.priors, s.uid, s.study_date, s.created_at
            from delivery_prior p join study s on s.id = p.study
            where p.done_at is null order by p.priority, p.queued_at limit 1 for update of p skip locked""";

    /** Of the same person, as far as records are known to be of one. */
    static final String OTHERS = """
            select o.id, o.study_date, o.created_at, o.modalities, array(
                select distinct e.body_part_examined from series e where e.study = o.id and e.body_part_examined <> '')
                as body_parts
            from study s join patient p on p.id = s.patient cross join lateral (
                select p.id union select k.id from patient k where k.person = p.person) q
            join study o on o.patient = q.id
            where s.id = $1 and o.id <> s.id and o.unit = any($2) and o.instance_count > 0
            order by o.study_date desc, o.created_at desc limit 500""";

    static final String CHOSEN = """
            select distinct c.id from delivery_prior p cross join lateral unnest(p.priors) as c (id)
            where p.study = $1 and p.destination = $2""";

    private static final String THIS = "study = $1 and destination = $2 and modality = $3 and body_part = $4";

    static final String CHOOSE = "update delivery_prior set priors = $5 where " + THIS;

    static final String DONE = "update delivery_prior set done_at = now() where " + THIS;

    /** How many were still to be queued, of those that are looked at now. */
    static final String QUEUE = """
            with wanted as (
                select s.unit, i.id as instance, s.id as study
                from study s join series e on e.study = s.id join instance i on i.series = e.id
                where s.id = any($1) and i.state = 'ACTIVE'
                    and (select r.id from delivery_result r where r.instance = i.id and r.destination = $2
                        and r.outcome = 'DELIVERED' limit 1) is null
                    and not exists (select from delivery_task t where t.instance = i.id and t.destination = $2)
                limit $7
            ), queued as (
                insert into delivery_task (id, unit, instance, study, destination, priority, route, route_version, reason)
                select gen_random_uuid(), unit, instance, study, $2, $3::text::urgency, $4, $5, $6 from wanted
                on conflict (instance, destination) do nothing
            )
            select count(*)::int from wanted""";

    private PriorSql() {}
}
