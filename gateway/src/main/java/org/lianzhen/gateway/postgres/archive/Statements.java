package org.lianzhen.gateway.postgres.archive;

/**
 * The SQL of a batch. Rows are inserted in the order of their UIDs, so that batches of several processes wait for each other
 * and never lock each other out.
 */
final class Statements {
    /** Forms and terms of names come as one text each, because arrays of arrays must be rectangular. */
    static final String PATIENTS = """
            insert into patient (id, unit, identity, issuer, patient_id, name, birth_date, sex, name_forms, name_terms)
            select g.id, g.unit, g.identity, g.issuer, g.patient_id, g.name, g.birth_date, g.sex,
                string_to_array(g.forms, E'\n'), string_to_array(g.terms, E'\n')
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::text[]) as g (id, unit, identity, issuer, patient_id, name, birth_date, sex, forms, terms)
            order by g.identity
            on conflict (identity) do nothing""";

    static final String IDENTIFIERS = """
            insert into patient_identifier (patient, unit, kind, issuer, number)
            select p.id, g.unit, g.kind, g.issuer, g.number
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
                as g (unit, identity, kind, issuer, number)
            join patient p on p.identity = g.identity
            order by g.identity, g.kind, g.issuer, g.number
            on conflict do nothing""";

    static final String STUDIES = """
            insert into study (id, unit, patient, uid, study_date, study_time, accession_number, study_id, description,
                referring_physician_name, institution_name, timezone_offset)
            select g.id, g.unit, p.id, g.uid, g.study_date, g.study_time, g.accession_number, g.study_id, g.description,
                g.referring_physician_name, g.institution_name, g.timezone_offset
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::text[], $11::text[], $12::text[]) as g (id, unit, identity, uid, study_date,
                study_time, accession_number, study_id, description, referring_physician_name, institution_name,
                timezone_offset)
            join patient p on p.identity = g.identity
            order by g.uid
            on conflict (uid) do nothing""";

    /** Requests come a line each. */
    static final String SERIES = """
            insert into series (id, unit, study, uid, modality, series_number, description, body_part_examined,
                laterality, station_name, performed_start_date, performed_start_time, scheduled_step_ids,
                requested_procedure_ids, procedure_names)
            select g.id, g.unit, s.id, g.uid, g.modality, g.series_number, g.description, g.body_part_examined,
                g.laterality, g.station_name, g.start_date, g.start_time,
                coalesce(trim_array(string_to_array(nullif(g.steps, ''), E'\n'), 1), '{}'),
                coalesce(trim_array(string_to_array(nullif(g.procedures, ''), E'\n'), 1), '{}'), g.names
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[],
                $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[]) as g (id, unit, study_uid,
                uid, modality, series_number, description, body_part_examined, laterality, station_name, start_date,
                start_time, steps, procedures, names)
            join study s on s.uid = g.study_uid
            order by g.study_uid, g.uid
            on conflict (study, uid) do nothing""";

    /** One that has been accepted is told that there is more to read. */
    static final String DOUBTS = """
            insert into charset_proposal as c (id, unit, study, source, proposed, confidence, reason, current_name,
                proposed_name, state)
            select g.id, s.unit, s.id, g.source, g.proposed, g.confidence, g.reason, g.current_name, g.proposed_name,
                g.state
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::text[], $7::text[],
                $8::text[], $9::text[]) as g (id, study_uid, source, proposed, confidence, reason, current_name,
                proposed_name, state)
            join study s on s.uid = g.study_uid
            order by g.study_uid, g.source
            on conflict (study, source) do update set unread = true where c.state = 'ACCEPTED' and not c.unread""";

    /**
     * Comes before series are inserted, which takes a weaker lock on their studies: two batches that had that one could not both
     * have this one. Keys never change, so whoever only refers to a study need not wait.
     */
    static final String LOCK_STUDIES = "select 1 from study where uid = any($1) order by uid for no key update";

    static final String INSTANCE_COLUMNS = """
            id, unit, study, series, sop_instance_uid, version, state, park_reason, sop_class_uid,
            transfer_syntax_uid, instance_number, "rows", "columns", bits_allocated, number_of_frames, object_key,
            object_length, data_set_offset, sha256, pixel_offset, pixel_length, frames, source, target, priority,
            urgency, urgency_source
            """;

    /** The new instances, their arrivals, and the counts of their studies, once each. */
    static final String INSTANCES = """
            with given as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                    $8::text[], $9::int[], $10::int[], $11::int[], $12::int[], $13::int[], $14::text[], $15::bigint[],
                    $16::int[], $17::text[], $18::bigint[], $19::bigint[], $20::bytea[], $21::text[], $22::text[],
                    $23::text[], $24::text[], $25::text[]) as g (id, unit, identity, study_uid, series_uid,
                    sop_instance_uid, sop_class_uid, transfer_syntax_uid, instance_number, "rows", "columns",
                    bits_allocated, number_of_frames, object_key, object_length, data_set_offset, sha256,
                    pixel_offset, pixel_length, frames, source, target, priority, urgency, urgency_source)
            ), stored as (
                insert into instance (""" + INSTANCE_COLUMNS + """
            )
                select g.id, g.unit, s.id, e.id, g.sop_instance_uid, 1, 'ACTIVE', null, g.sop_class_uid,
                    g.transfer_syntax_uid, g.instance_number, g."rows", g."columns", g.bits_allocated,
                    g.number_of_frames, g.object_key, g.object_length, g.data_set_offset, g.sha256, g.pixel_offset,
                    g.pixel_length, g.frames, g.source, g.target, g.priority, g.urgency::urgency, g.urgency_source
                from given g
                join study s on s.uid = g.study_uid
                join patient p on p.id = s.patient
                join patient q on q.identity = g.identity and (q.id = p.id or q.person = p.person)
                join series e on e.study = s.id and e.uid = g.series_uid
                order by g.sop_instance_uid
                on conflict (sop_instance_uid, version) do nothing
                returning id, unit, study, series, sop_class_uid, object_length, priority, urgency, urgency_source
            ), arrived as (
                insert into arrival (id, unit, instance, study, priority, urgency, urgency_source)
                select id, unit, id, study, priority, urgency, urgency_source from stored
            ), grown_series as (
                update series e set instance_count = e.instance_count + c.added, changed_at = now()
                from (select series, count(*) as added from stored group by series) c where e.id = c.series
            ), grown_studies as (
                update study s set instance_count = s.instance_count + c.added, bytes = s.bytes + c.bytes,
                    series_count = s.series_count + c.series_added, changed_at = now(), modalities = array(
                        select distinct m from unnest(s.modalities || c.modalities) m where m <> '' order by m),
                    sop_classes = array(select distinct k from unnest(s.sop_classes || c.classes) k order by k)
                from (
                    select t.study, count(*) as added, sum(t.object_length) as bytes,
                        count(distinct t.series) filter (where e.instance_count = 0) as series_added,
                        array_agg(distinct e.modality) as modalities, array_agg(distinct t.sop_class_uid) as classes
                    from stored t join series e on e.id = t.series group by t.study
                ) c where s.id = c.study
            )
            select id from stored""";

    /**
     * What waits longer than the sender does, or is not ended because we are gone, must not keep others waiting. Plans are made
     * once a connection, and for tables that grow: a batch knows all of its rows by their keys. Ends with the transaction.
     */
    static final String LIMITS = """
            select set_config('statement_timeout', '10s', true),
                set_config('idle_in_transaction_session_timeout', '60s', true),
                set_config('plan_cache_mode', 'force_generic_plan', true),
                set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                set_config('enable_mergejoin', 'off', true)""";

    /** Waits for the end of every transaction that has written an instance: one of a run that was killed may yet commit. */
    static final String AWAIT_WRITERS = "lock table instance in share mode";

    static final String KNOWN = "select object_key from instance where object_key = any($1)";

    /** Where the data set begins may differ: the same bytes came in another way. */
    static final String REPLACE = """
            update instance i set object_key = g.object_key, object_length = g.object_length,
                data_set_offset = g.data_set_offset
            from unnest($1::text[], $2::text[], $3::bigint[], $4::int[])
                as g (damaged, object_key, object_length, data_set_offset)
            where i.object_key = g.damaged returning g.damaged""";

    private Statements() {}
}
