package org.lianzhen.gateway.postgres.archive;

/** The SQL of how far studies have come in. */
final class ReceiptSql {
    /** What has arrived and was not looked at is news that the record does not know yet. */
    static final String OF = """
            select case when not exists (select from arrival a where a.study = s.id and not a.counted) then r.rule end,
                r.stable_at
            from study s left join study_receipt r on r.study = s.id where s.uid = $1 and s.unit = any($2)""";

    static final String QUIET = """
            with quiet as (
                select r.study from study_receipt r where r.state = 'RECEIVING' and r.last_at <= now() - $1::interval
                    and not exists (select from arrival a where a.study = r.study)
                limit $2 for update skip locked
            )
            update study_receipt r set state = 'STABLE', rule = 'QUIET', stable_at = now()
            from quiet q where r.study = q.study""";

    static final String LOCK_NAMED = """
            select id from study where unit = $2 and id in (select study from instance where sop_instance_uid = any($1))
            order by uid for no key update""";

    static final String LOCK_ONE = """
            select id, instance_count from study where uid = $1 and unit = any($2) for no key update""";

    /** Those of which no instance in force is left out. */
    static final String WHOLE = """
            select e.study from series e join instance i on i.series = e.id and i.state = 'ACTIVE'
            left join (select distinct unnest($1::text[]) as uid) n on n.uid = i.sop_instance_uid
            where e.study = any($2) group by e.study having bool_and(n.uid is not null)""";

    static final String COUNT_ARRIVALS = "update arrival set counted = true where study = any($1) and not counted";

    static final String STABLE = """
            insert into study_receipt as r (study, unit, state, last_at, rule, stable_at)
            select id, unit, 'STABLE', now(), $2, now() from study where id = any($1) order by id
            on conflict (study) do update set state = 'STABLE', rule = excluded.rule, stable_at = now()
                where r.state = 'RECEIVING'""";

    private ReceiptSql() {}
}
