package org.lianzhen.gateway.postgres.reading;

/** What is asked of {@code result_message}. */
final class ResultMessageSql {
    /** $1 to $3: code, unit and whether it wants preliminary reports, of each receiver. */
    static final String SPREAD = """
            with lately as (select task, number from result_news order by noted_at limit 100 for update skip locked),
            news as (delete from result_news n using lately l where n.task = l.task and n.number = l.number
                returning n.task, n.number),
            made as (
                insert into result_message (unit, receiver, task, number)
                select v.unit, r.code, v.task, v.number
                from news join report_version v on v.task = news.task and v.number = news.number
                    join unnest($1::text[], $2::text[], $3::boolean[]) as r (code, unit, preliminary) on r.unit = v.unit
                where v.kind <> 'PRELIMINARY' or r.preliminary
                on conflict do nothing)
            select count(*)::int as count from news""";

    static final String NEXT = """
            with due as (
                select m.id from result_message m
                where m.state = 'WAITING' and m.due_at <= now() and not exists (select from result_message e
                    where e.receiver = m.receiver and e.task = m.task and e.number < m.number and e.state = 'WAITING')
                order by m.due_at, m.made_at limit 1 for update skip locked)
            update result_message m set attempts = m.attempts + 1, due_at = now() + make_interval(secs => $1),
                changed_at = now()
            from due d, reading_task t join study s on s.id = t.study where m.id = d.id and t.id = m.task
            returning m.id, m.receiver, m.task, m.number, m.unit, m.attempts, s.uid""";

    /** What older versions have waited for a person to do is not to be done any more. */
    static final String DELIVERED = """
            with done as (update result_message set state = 'DELIVERED', trouble = null, detail = '', changed_at = now() where id = $1
                returning receiver, task, number)
            update result_message m set state = 'SUPERSEDED', changed_at = now() from done d
            where m.receiver = d.receiver and m.task = d.task and m.number < d.number and m.state = 'FAILED'""";

    /** The last one: seconds until the next attempt. */
    static final String FAILED = """
            update result_message set state = case when $4::float8 is null then 'FAILED' else 'WAITING' end, trouble = $2,
                detail = $3, due_at = now() + make_interval(secs => coalesce($4, 0)), changed_at = now()
            where id = $1""";

    /** All that waits shares the attempts of the one that was tried, so that it ends at the same time. */
    static final String UNREACHED = """
            update result_message set state = case when $5::float8 is null then 'FAILED' else 'WAITING' end, trouble = $3,
                detail = $4, attempts = greatest(attempts, $2), due_at = now() + make_interval(secs => coalesce($5, 0)),
                changed_at = now()
            where receiver = $1 and state = 'WAITING'""";

    private static final String SELECT = """
            select m.id, m.receiver, m.unit, s.uid, m.number, v.kind, m.state, m.attempts, m.due_at, m.trouble, m.detail,
                m.made_at, m.changed_at
            from result_message m join report_version v on v.task = m.task and v.number = m.number
                join reading_task t on t.id = m.task join study s on s.id = t.study\s""";

    static final String LIST = SELECT
            + """
                    where m.unit = any($1) and ($2::text is null or m.state = $2) and ($3::text is null or m.receiver = $3)
                        and ($4::uuid is null or (m.made_at, m.id) < (select b.made_at, b.id from result_message b where b.id = $4))
                    order by m.made_at desc, m.id desc limit $5""";

    static final String LOADS = """
            select receiver, count(*) filter (where state = 'WAITING')::int as waiting,
                count(*) filter (where state = 'FAILED')::int as failed,
                count(*) filter (where state = 'DELIVERED' and changed_at > now() - interval '1 day')::int as delivered
            from result_message where unit = any($1) group by receiver order by receiver""";

    /** What a receiver has a newer version of would undo that. */
    static final String RESEND = """
            update result_message m set state = 'WAITING', attempts = 0, due_at = now(), changed_at = now()
            where m.unit = any($1) and ($3::text is null or m.receiver = $3)
                and case when cardinality($2::uuid[]) = 0 then m.state = 'FAILED'
                    else m.id = any($2) and m.state in ('FAILED', 'WAITING') end
                and not exists (select from result_message n where n.receiver = m.receiver and n.task = m.task
                    and n.number > m.number and n.state = 'DELIVERED')""";

    static final String GIVEN_UP = "select count(*)::int as count from result_message where state = 'FAILED'";

    private ResultMessageSql() {}
}
