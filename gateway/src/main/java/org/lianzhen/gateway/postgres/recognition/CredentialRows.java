package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.recognition.Credentials;
import org.lianzhen.gateway.recognition.QcCertificate;
import org.lianzhen.gateway.recognition.RecognitionItem;
import org.lianzhen.gateway.recognition.Suspension;

/** Certificates and suspensions as rows. */
final class CredentialRows {
    private static final String CERTIFICATES = """
            select unit, item, category, body, level, province_group, round, passed, valid_from, valid_to
            from quality_certificate where unit = any($1) and withdrawn_by is null""";
    private static final String SUSPENSIONS = """
            select unit, item, from_day, to_day from recognition_suspension where unit = any($1)""";

    private CredentialRows() {}

    static Future<Credentials> of(SqlClient client, Set<String> units) {
        Tuple codes = Tuple.tuple().addArrayOfString(units.toArray(String[]::new));
        Future<RowSet<Row>> certificates = client.preparedQuery(CERTIFICATES).execute(codes);
        Future<RowSet<Row>> suspensions = client.preparedQuery(SUSPENSIONS).execute(codes);
        return Future.all(certificates, suspensions).map(both -> {
            List<QcCertificate> certified = new ArrayList<>();
            certificates.result().forEach(row -> certified.add(certificate(row)));
            List<Suspension> suspended = new ArrayList<>();
            suspensions.result().forEach(row -> suspended.add(suspension(row)));
            return new Credentials(certified, suspended);
        });
    }

    static QcCertificate certificate(Row row) {
        String category = row.getString("category");
        return new QcCertificate(row.getString("unit"),
                new QcCertificate.Subject(row.getString("item"),
                        category.isEmpty() ? Optional.empty()
                                : Optional.of(RecognitionItem.Category.valueOf(category))),
                new QcCertificate.Body(row.getString("body"), QcCertificate.Level.valueOf(row.getString("level")),
                        row.getString("province_group")),
                row.getString("round"), row.getBoolean("passed"),
                new Period(row.getLocalDate("valid_from"), row.getLocalDate("valid_to")));
    }

    static Suspension suspension(Row row) {
        return new Suspension(row.getString("unit"), row.getString("item"),
                new Period(row.getLocalDate("from_day"), row.getLocalDate("to_day")));
    }
}
