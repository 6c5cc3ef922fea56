package org.lianzhen.gateway.postgres.notify;

/** Statements about notices. */
final class NoticeSql {
    static final String RAISE = """
            insert into notice (id, unit, key, kind, urgency, reference, parameters, ladder, climb_at, raised_at)
            values ($1, $2, $3, $4, $5::text::urgency, $6, $7, $8, $9, $9)
            on conflict (key) where not settled do nothing returning id""";
    static final String BY_KEY = "select id from notice where key = $1 and not settled";

    static final String TOLD = "array(select distinct a.account from notice_attempt a where a.notice = n.id) as told";
    private static final String NOTICE = """
            select n.id, n.unit, n.key, n.kind, n.urgency::text, n.reference, n.parameters, n.ladder, n.state, n.step,
                n.climb_at, n.raised_at, n.ended_at, n.ended_by, n.ended_reason, %s
            from notice n
            """.formatted(TOLD);
    static final String FIND = NOTICE + "where n.id = $1";
    static final String LIST = NOTICE + """
            where ($1::text is null or exists (select from notice_attempt a where a.notice = n.id and a.account = $1))
                and ($2::text is null or n.unit = $2) and (cardinality($3::text[]) = 0 or n.state = any($3))
                and ($4::text is null or n.kind = $4) and ($5::timestamptz is null or n.raised_at >= $5)
                and ($6::timestamptz is null or n.raised_at < $6) and ($7::uuid is null or n.id < $7)
            order by n.id desc limit $8""";

    static final String DUE = """
            select n.id, n.unit, n.ladder, n.step, %s
            from notice n where n.state = 'OPEN' and n.climb_at <= $1
            order by n.climb_at limit 1 for update of n skip locked""".formatted(TOLD);
    static final String ROSTERS = """
            select distinct on (d.unit, d.duty) d.unit, d.duty, d.shifts
            from duty_roster d join unnest($1::text[], $2::text[]) as w (unit, duty) using (unit, duty)
            order by d.unit, d.duty, d.number desc""";
    /** Every roster that may say how to reach somebody; one row without when there is none, and none when they are gone. */
    static final String PERSON = """
            select r.shifts from account a left join lateral (
                select distinct on (d.duty) d.duty, d.shifts from duty_roster d where d.unit = a.unit
                order by d.duty, d.number desc) r on true
            where a.name = $1 and a.state = 'ACTIVE' order by r.duty""";
    static final String TELL = """
            insert into notice_attempt (id, unit, notice, channel, account, phone, mail, step, made_at, due_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)""";
    static final String CLIMBED = "update notice set step = $2, climb_at = $3 where id = $1";
    static final String EXHAUSTED = "update notice set state = 'EXHAUSTED', climb_at = null, ended_at = $2 where id = $1";

    static final String END = """
            update notice set state = $2, climb_at = null, ended_at = $3, ended_by = $4,
                ended_reason = $5
            where id = $1 and state in ('OPEN', 'EXHAUSTED') returning id""";
    static final String SETTLE = """
            update notice set settled = true, climb_at = null,
                state = case when state = 'ACKNOWLEDGED' then state else 'WITHDRAWN' end,
                ended_at = case when state in ('OPEN', 'EXHAUSTED') then $2 else ended_at end
            where key = $1 and not settled returning id""";
    static final String CANCEL = """
            update notice_attempt set state = 'CANCELLED', ended_at = $2, leased_until = null
            where notice = $1 and state = 'PENDING'""";

    /** A process that ends while it sends leaves its try behind; after this many nobody goes on. */
    private static final int MOST_TRIES = 10;
    private static final int AT_ONCE = 16;
    static final String GIVE_UP = """
            update notice_attempt set state = 'FAILED', detail = 'nobody knows what became of it', ended_at = $1
            where state = 'PENDING' and tries >= %d and leased_until < $1""".formatted(MOST_TRIES);
    static final String LEASE = """
            with taken as (
                update notice_attempt set tries = tries + 1, leased_until = $3
                where id in (
                    select id from notice_attempt
                    where state = 'PENDING' and channel = $1 and due_at <= $2
                        and (leased_until is null or leased_until < $2)
                    order by due_at, id limit %d for update skip locked)
                returning id, notice, account, phone, mail, tries, due_at
            )
            select t.id as attempt, t.account, t.phone, t.mail, t.tries, n.id, n.unit, n.key, n.kind, n.urgency::text,
                n.reference, n.parameters, n.ladder, n.raised_at
            from taken t join notice n on n.id = t.notice order by t.due_at, t.id""".formatted(AT_ONCE);
    static final String REPORT = """
            update notice_attempt set state = $3, detail = $4, due_at = coalesce($5, due_at), leased_until = null,
                ended_at = $6
            where id = $1 and tries = $2 and state = 'PENDING'""";
    static final String ATTEMPTS = """
            select id, step, channel, account, phone, mail, state, tries, made_at, due_at, ended_at, detail
            from notice_attempt where notice = $1 order by made_at, account, channel""";
    private static final String CLOSED = "state in ('ACKNOWLEDGED', 'WITHDRAWN') and ended_at < $1";
    static final String COUNT_CLOSED = "select count(*)::int from (select from notice where " + CLOSED
            + " limit $2) as closed";
    static final String FORGET = """
            with old as (
                select id from notice where %s order by ended_at limit $2 for update skip locked
            ), attempts as (
                delete from notice_attempt where notice in (select id from old)
            )
            delete from notice where id in (select id from old)""".formatted(CLOSED);
    static final String COUNT_EXHAUSTED = "select count(*)::int from notice where state = 'EXHAUSTED'";

    static final String UNSETTLED = "select key from notice where not settled and starts_with(key, $1)";

    private NoticeSql() {}
}
