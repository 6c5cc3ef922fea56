package org.lianzhen.gateway.postgres.delivery;

/** The SQL of proofs. */
final class ProofSql {
    /**
     * Open work is looked for by its index one study at a time, however much of it there is. A lease that ended by itself was an
     * attempt in vain.
     */
    static final String TAKE = """
            with ready as (
                select p.study from delivery_proof p join study_receipt r on r.study = p.study and r.state = 'STABLE'
                where p.destination = $1 and p.state = 'DUE' and p.due_at <= now()
                    and (p.expires_at is null or p.expires_at <= now())
                    and (select count(*) from (select 1 from delivery_task t where t.study = p.study
                        and t.destination = p.destination limit 1) open) = 0
                order by p.due_at limit 1 for update of p skip locked
            )
            update delivery_proof p set epoch = nextval('delivery_epoch'), holder = $2, expires_at = now() + $3::interval,
                attempts = p.attempts + case when p.expires_at is null then 0 else 1 end
            from ready q, study s where p.study = q.study and p.destination = $1 and s.id = p.study
            returning p.study, s.uid, p.epoch, p.attempts, p.rounds""";

    /** One for each SOP instance, whatever versions of it there are: of what was withdrawn only when there is nothing else. */
    static final String CLAIMS = """
            select distinct on (i.sop_instance_uid) i.sop_instance_uid, i.sop_class_uid, e.uid, d.outcome = 'DELIVERED',
                %s, %s
            from (select distinct on (instance) instance, outcome from delivery_result
                where study = $1 and destination = $2 order by instance, ended_at desc) d
            join instance i on i.id = d.instance join series e on e.id = i.series
            order by i.sop_instance_uid, i.state in ('SUPERSEDED', 'REJECTED'), d.outcome <> 'DELIVERED' desc,
                i.version desc""".formatted(LedgerSql.OTHER_GIVEN.formatted("d.instance", "$2"),
            LedgerSql.OTHER_LAST.formatted("d.instance", "$2"));

    static final String INQUIRIES = """
            select transaction_uid, sop_instance_uids, asked_at, taken, answered_at is not null, committed, failed, reasons
            from commitment_inquiry where study = $1 and destination = $2""";

    /** The row stays locked until the transaction ends, so that nobody takes it in between. */
    static final String HELD = """
            select unit from delivery_proof where study = $1 and destination = $2 and epoch = $3 for update""";

    static final String EXTEND = """
            update delivery_proof set expires_at = now() + $4::interval where study = $1 and destination = $2 and epoch = $3""";

    /** Nobody knows whether the destination has heard of these. */
    static final String FORGET = """
            delete from commitment_inquiry where study = $1 and destination = $2 and not taken and answered_at is null""";

    static final String ASK = """
            insert into commitment_inquiry (transaction_uid, study, destination, unit, witness, sop_instance_uids)
            values ($3, $1, $2, $4, $5, $6)""";

    static final String TAKEN = "update commitment_inquiry set taken = true where transaction_uid = $1";

    /** Locks in the order of everybody else. */
    static final String ASKED = """
            select p.study, p.destination from commitment_inquiry i
            join delivery_proof p on p.study = i.study and p.destination = i.destination
            where i.transaction_uid = $1 and i.witness = $2 for update of p""";

    static final String REPORTED = """
            update commitment_inquiry set answered_at = now(), committed = $2, failed = $3, reasons = $4
            where transaction_uid = $1 and answered_at is null and cardinality(sop_instance_uids) > 0""";

    /** Whoever waits for an answer looks whether it was the last one. */
    static final String WAKE = """
            update delivery_proof set due_at = now() where study = $1 and destination = $2 and state = 'DUE'""";

    static final String END = """
            update delivery_proof set state = $3, kind = $4, settled_at = now(), instances = $5, missing = $6,
                missing_uids = $7, answer = $8, code = $9, holder = null, expires_at = null where study = $1 and destination = $2""";

    /** What was asked has served its purpose, except that an answer which comes late is still known to be one. */
    static final String FORGET_ANSWERED = """
            delete from commitment_inquiry where study = $1 and destination = $2 and (answered_at is not null or not taken)""";

    static final String FORGET_INSTANCES = """
            update commitment_inquiry set sop_instance_uids = '{}' where study = $1 and destination = $2""";

    static final String AGAIN = """
            update delivery_proof set due_at = now() + $3::interval, attempts = attempts + 1, answer = $4, code = $5,
                holder = null,
                expires_at = null where study = $1 and destination = $2""";

    static final String AWAIT = """
            update delivery_proof set answer = $4, code = $5, attempts = 0, holder = null, expires_at = null, due_at = case
                when exists (select from commitment_inquiry where study = $1 and destination = $2 and taken
                    and answered_at is null) then now() + $3::interval else now() end
            where study = $1 and destination = $2""";

    static final String RESEND = """
            insert into delivery_task (id, unit, instance, study, destination, priority, route, route_version, reason)
            select gen_random_uuid(), r.unit, r.instance, r.study, r.destination, r.priority, r.route, r.route_version,
                case when r.reason like '% MISSING' then r.reason else r.reason || ' MISSING' end
            from (select distinct on (instance) * from delivery_result where study = $1 and destination = $2
                order by instance, ended_at desc) r
            join instance i on i.id = r.instance and i.sop_instance_uid = any($3)
            on conflict (instance, destination) do nothing""";

    /** What a destination took and has not has failed, unless it is not to be there any more. */
    static final String NOT_THERE = """
            insert into delivery_result (id, unit, instance, study, destination, outcome, answer, code, priority,
                route, route_version, reason, attempts, queued_at)
            select gen_random_uuid(), r.unit, r.instance, r.study, r.destination, 'FAILED', $4, 'MISSING', r.priority, r.route,
                r.route_version, r.reason, r.attempts, r.queued_at
            from (select distinct on (instance) * from delivery_result where study = $1 and destination = $2
                order by instance, ended_at desc) r
            join instance i on i.id = r.instance and i.sop_instance_uid = any($3)
                and i.state not in ('SUPERSEDED', 'REJECTED')""";

    /** After new work has made it due anew. */
    static final String ROUND = """
            update delivery_proof set rounds = $3, instances = $4, missing = $5, missing_uids = $6, answer = $7,
                code = $8
            where study = $1 and destination = $2""";

    private ProofSql() {}
}
