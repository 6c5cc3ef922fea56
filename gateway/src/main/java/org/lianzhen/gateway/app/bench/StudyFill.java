package org.lianzhen.gateway.app.bench;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.patient.NameForms;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.DatabaseAddress;

/**
 * Puts studies into an index without their images: two series of instances each, of half as many patients. So many namesakes are
 * nobody's work to compare while searches are measured, so they count as compared.
 */
final class StudyFill implements AutoCloseable {
    private static final int STUDIES_AT_ONCE = 10_000;
    private static final long STATEMENT_MINUTES = 10;
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";
    private static final String GIVEN = "小东伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英";
    private static final String NAMES = """
            create unlogged table if not exists bench_name (number integer primary key, name text, forms text[],
                terms text[])""";
    private static final String NAME = "insert into bench_name values ($1, $2, $3, $4) on conflict do nothing";
    private static final String PATIENTS = """
            insert into patient (id, unit, identity, issuer, patient_id, name, name_forms, name_terms, birth_date, sex,
                compared_at)
            select uuidv7(), 'TS1', E'TS1\\n' || 'P' || n, 'TS1', 'P' || n, b.name, b.forms, b.terms, '19800101', 'F',
                now()
            from generate_series($1::bigint, $2::bigint) n join bench_name b on b.number = n % $3::bigint
            on conflict do nothing""";
    private static final String STUDIES = """
            insert into study (id, unit, patient, uid, study_date, study_time, accession_number, study_id, description,
                referring_physician_name, institution_name, modalities, series_count, instance_count, bytes)
            select uuidv7(), (array['TS1', 'TS2', 'CH1', 'CH2'])[1 + n % 4], p.id, '2.25.9.' || n,
                to_char(date '2020-01-01' + (n % 2000)::int, 'YYYYMMDD'), lpad((n % 86400)::text, 6, '0'), 'A' || n, '',
                '胸部平扫', '', '', array['CT'], 2, $3::int, 0
            from generate_series($1::bigint, $2::bigint) n
            join patient p on p.identity = E'TS1\\n' || 'P' || n / 2""";
    private static final String SERIES = """
            insert into series (id, unit, study, uid, modality, series_number, description, body_part_examined,
                laterality, station_name, instance_count)
            select uuidv7(), s.unit, s.id, s.uid || '.' || e, 'CT', e, '', 'CHEST', '', '', $3::int / 2
            from generate_series($1::bigint, $2::bigint) n join study s on s.uid = '2.25.9.' || n,
                generate_series(1, 2) e""";
    private static final String INSTANCES = """
            insert into instance (id, unit, study, series, sop_instance_uid, version, state, sop_class_uid,
                transfer_syntax_uid, object_key, object_length, data_set_offset, sha256, pixel_offset, pixel_length,
                source, target, priority, urgency, urgency_source)
            select uuidv7(), s.unit, s.id, e.id, e.uid || '.' || i, 1, 'ACTIVE', '1.2.840.10008.5.1.4.1.1.2',
                '1.2.840.10008.1.2.1', 'bench/' || e.uid || '.' || i, 0, 0, '', -1, 0, '', '', '', 'ROUTINE', 'DEFAULT'
            from generate_series($1::bigint, $2::bigint) n join study s on s.uid = '2.25.9.' || n
            join series e on e.study = s.id, generate_series(1, $3::int / 2) i""";

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final int instancesPerStudy;

    /** @param instancesPerStudy at least 2 */
    StudyFill(DatabaseAddress address, int instancesPerStudy) {
        this.pool = Database.pool(vertx, address);
        this.instancesPerStudy = instancesPerStudy;
    }

    static String patientId(long study) {
        return "P" + study / 2;
    }

    /** The name of a study's patient. */
    static String name(long study) {
        return nameOf((int) (study / 2 % names()));
    }

    private static int names() {
        return SURNAMES.length() * GIVEN.length();
    }

    private static String nameOf(int number) {
        return SURNAMES.charAt(number % SURNAMES.length()) + "^" + GIVEN.charAt(number / SURNAMES.length());
    }

    /** Adds the studies from one number, inclusive, to another, exclusive, in some transactions. */
    void fill(long from, long to) {
        execute(NAMES, Tuple.tuple());
        for (int i = 0; i < names(); i++) {
            List<String> forms = NameForms.of(nameOf(i));
            execute(NAME, Tuple.of(i, nameOf(i), forms.toArray(String[]::new),
                    NameForms.terms(forms).toArray(String[]::new)));
        }
        for (long begin = from; begin < to; begin += STUDIES_AT_ONCE) {
            long last = Math.min(to, begin + STUDIES_AT_ONCE) - 1;
            execute(PATIENTS, Tuple.of(begin / 2, last / 2, (long) names()));
            for (String rows : List.of(STUDIES, SERIES, INSTANCES)) {
                execute(rows, rows.contains("$3") ? Tuple.of(begin, last, instancesPerStudy) : Tuple.of(begin, last));
            }
        }
        execute("vacuum analyze", Tuple.tuple());
    }

    private void execute(String sql, Tuple parameters) {
        pool.withConnection(connection -> connection.query("set statement_timeout = 0").execute()
                .compose(unlimited -> connection.preparedQuery(sql).execute(parameters)))
                .timeout(STATEMENT_MINUTES, TimeUnit.MINUTES).await();
    }

    @Override
    public void close() {
        pool.close().await();
        vertx.close().await();
    }
}
