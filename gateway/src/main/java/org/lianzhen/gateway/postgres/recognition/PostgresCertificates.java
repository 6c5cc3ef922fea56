package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.recognition.CertificateStore;
import org.lianzhen.gateway.recognition.QcCertificate;
import org.lianzhen.gateway.recognition.Suspension;

/** Keeps certificates and suspensions in PostgreSQL. */
public final class PostgresCertificates implements CertificateStore {
    private static final int LIMIT_SECONDS = 10;
    private static final String CERTIFY = """
            insert into quality_certificate (id, unit, item, category, body, level, province_group, round, passed,
                valid_from, valid_to, author)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""";
    private static final String WITHDRAW = """
            update quality_certificate set withdrawn_by = $2, withdrawn_at = now(), withdrawn_why = $3
            where id = $1 and withdrawn_by is null returning unit""";
    private static final String SUSPEND = """
            insert into recognition_suspension (id, unit, item, from_day, to_day, why, author)
            values ($1, $2, $3, $4, $5, $6, $7)""";
    /** The day on which it is ended is still in it. */
    private static final String RESUME = """
            update recognition_suspension set to_day = greatest(from_day, $2::date), ended_by = $3
            where id = $1 and ended_by is null and (to_day is null or to_day >= $2) returning unit""";
    private static final String CERTIFICATES = """
            select *, coalesce(withdrawn_why, '') as why, withdrawn_by as ended from quality_certificate
            order by made_at desc, id desc limit $1""";
    private static final String SUSPENSIONS = """
            select *, ended_by as ended from recognition_suspension order by made_at desc, id desc limit $1""";

    private final Pool pool;

    public PostgresCertificates(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<UUID> certify(QcCertificate certificate, AuditEvent.Actor by) {
        UUID id = UuidV7.next();
        Tuple row = Tuple.of(id, certificate.unit(), certificate.subject().item(),
                certificate.subject().category().map(Enum::name).orElse(""), certificate.body().name());
        row.addString(certificate.body().level().name()).addString(certificate.body().group())
                .addString(certificate.round()).addBoolean(certificate.passed())
                .addLocalDate(certificate.valid().from()).addLocalDate(certificate.valid().to()).addString(by.name());
        return added(CERTIFY, row, event(by, certificate.unit(), certificate.passed() ? "passed" : "failed")).thenApply(
                done -> id);
    }

    private static AuditEvent event(AuditEvent.Actor by, String unit, String step) {
        return AuditEvent.success(by, AuditAction.CERTIFICATE_CHANGE, "recognition/certificates/" + unit)
                .with(Map.of("step", step));
    }

    private CompletionStage<Void> added(String sql, Tuple row, AuditEvent event) {
        Future<Void> done = pool.withTransaction(connection -> connection.preparedQuery(sql).execute(row)
                .compose(kept -> AuditRows.insert(connection, event)));
        return Database.answered(done, LIMIT_SECONDS).toCompletionStage();
    }

    @Override
    public CompletionStage<Boolean> withdraw(UUID certificate, String why, AuditEvent.Actor by) {
        return ended(WITHDRAW, Tuple.of(certificate, by.name(), why), unit -> event(by, unit, "withdrawn"));
    }

    private CompletionStage<Boolean> ended(String sql, Tuple row, Function<String, AuditEvent> event) {
        Future<Boolean> done = pool.withTransaction(connection -> connection.preparedQuery(sql).execute(row)
                .compose(units -> units.size() == 0 ? Future.succeededFuture(false)
                        : AuditRows.insert(connection, event.apply(units.iterator().next().getString(0))).map(true)));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    @Override
    public CompletionStage<UUID> suspend(Suspension suspension, String why, AuditEvent.Actor by) {
        UUID id = UuidV7.next();
        Tuple row = Tuple.of(id, suspension.unit(), suspension.item()).addLocalDate(suspension.period().from())
                .addLocalDate(suspension.period().to()).addString(why).addString(by.name());
        return added(SUSPEND, row, event(by, suspension.unit(), "suspended")).thenApply(done -> id);
    }

    @Override
    public CompletionStage<Boolean> resume(UUID suspension, AuditEvent.Actor by) {
        return ended(RESUME, Tuple.of(suspension, LocalDate.now(MemberDirectory.ZONE), by.name()),
                unit -> event(by, unit, "resumed"));
    }

    @Override
    public CompletionStage<List<Kept<QcCertificate>>> certificates(int limit) {
        return kept(CERTIFICATES, limit, CredentialRows::certificate);
    }

    @Override
    public CompletionStage<List<Kept<Suspension>>> suspensions(int limit) {
        return kept(SUSPENSIONS, limit, CredentialRows::suspension);
    }

    private <T> CompletionStage<List<Kept<T>>> kept(String sql, int limit, Function<Row, T> form) {
        return Database.answered(pool.preparedQuery(sql).execute(Tuple.of(limit)), LIMIT_SECONDS).map(rows -> {
            List<Kept<T>> all = new ArrayList<>();
            rows.forEach(row -> all.add(new Kept<>(row.getUUID("id"), form.apply(row), row.getString("author"),
                    row.getOffsetDateTime("made_at").toInstant(), row.getString("ended"), row.getString("why"))));
            return List.copyOf(all);
        }).toCompletionStage();
    }
}
