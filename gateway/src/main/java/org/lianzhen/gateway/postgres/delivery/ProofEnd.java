package org.lianzhen.gateway.postgres.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.proof.Finding;
import org.lianzhen.gateway.delivery.proof.ProofLease;

/** What came of asking, written down by whoever holds the lease, in a transaction that has its row locked. */
final class ProofEnd {
    private static final int MOST_NAMED = 100;

    private final SqlConnection connection;
    private final ProofLease lease;
    private final Finding finding;
    /** PostgreSQL takes no NUL in a text, and peers write what they like. */
    private final String words;

    ProofEnd(SqlConnection connection, ProofLease lease, Finding finding) {
        this.connection = connection;
        this.lease = lease;
        this.finding = finding;
        this.words = finding.inWords().replace("\0", "");
    }

    Future<?> write() {
        return switch (finding) {
            case Finding.Complete(ProofKind kind, int all) -> end("COMPLETE", kind, all, List.of());
            case Finding.Unproven(int all, var reason, String why) -> end("UNPROVEN", null, all, List.of());
            case Finding.Failed(List<String> missing, int all) -> execute(ProofSql.NOT_THERE,
                    missing.toArray(String[]::new), words).compose(noted -> end("FAILED", null, all, missing));
            case Finding.Resend(List<String> missing, int all) -> execute(ProofSql.RESEND,
                    (Object) missing.toArray(String[]::new))
                    .compose(added -> execute(ProofSql.ROUND, lease.tried().rounds() + 1, all, missing.size(),
                            named(missing), words, finding.code()));
            case Finding.Again(var after, String why) -> execute(ProofSql.AGAIN,
                    PostgresDeliveryLedger.interval(after), words, finding.code());
            case Finding.Awaiting(var atMost, String why) -> execute(ProofSql.AWAIT,
                    PostgresDeliveryLedger.interval(atMost), words, finding.code());
        };
    }

    private Future<?> end(String state, @Nullable ProofKind kind, int all, List<String> missing) {
        return execute(ProofSql.END, state, kind == null ? null : kind.name(), all, missing.size(), named(missing),
                words, finding.code()).compose(ended -> execute(ProofSql.FORGET_ANSWERED))
                .compose(ended -> execute(ProofSql.FORGET_INSTANCES));
    }

    private static String[] named(List<String> missing) {
        return missing.stream().sorted().limit(MOST_NAMED).toArray(String[]::new);
    }

    private Future<?> execute(String sql, @Nullable Object... others) {
        List<@Nullable Object> all = new ArrayList<>(List.of(lease.study(), lease.destination()));
        all.addAll(Arrays.asList(others));
        return PostgresProofLedger.execute(connection, sql, all.toArray());
    }
}
