package org.lianzhen.gateway.postgres.access;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.SealedStore;
import org.lianzhen.gateway.access.Signers;

/** Finds sealed secrets in PostgreSQL, and puts others in their place. */
public final class PostgresSealedStore implements SealedStore {
    private static final int BATCH = 100;

    private final Pool pool;
    private final AccessSql sql;

    public PostgresSealedStore(Pool pool) {
        this.pool = pool;
        sql = new AccessSql(pool);
    }

    /** Where a place lies. */
    private record Table(String name, String id, String owner, String column) {
        static Table of(Place place) {
            return switch (place) {
                case SECOND_FACTOR -> new Table("second_factor", "account", "account", "secret");
                case PENDING_FACTOR -> new Table("second_factor", "account", "account", "pending");
                case PROGRAM_KEY -> new Table("program_key", "key_id", "key_id", "material");
                case PROVIDER -> new Table("oidc_provider_version", "number::text", "issuer", "client_secret");
                case SIGNING_KEY -> new Table("signing_key", "id::text", "'" + Signers.PURPOSE + "' || account",
                        "sealed");
            };
        }

        /** Public keys of programs are no secret. */
        private String condition() {
            return column.equals("material") ? " and algorithm = 'HMAC_SHA256'" : "";
        }

        String others() {
            return "select " + id + ", " + owner + ", " + column + " from " + name + " where not starts_with(" + column
                    + ", $1)" + condition() + " and " + id + " > $2 order by " + id + " limit " + BATCH;
        }

        String replace() {
            return "update " + name + " set " + column + " = $3 where " + id + " = $1 and " + column + " = $2";
        }
    }

    @Override
    public CompletionStage<List<Sealed>> others(Place place, String mark, String after) {
        return AccessSql.answered(sql.ask(Table.of(place).others(), Tuple.of(mark, after)).map(rows -> {
            List<Sealed> sealed = new ArrayList<>();
            rows.forEach(row -> sealed.add(new Sealed(row.getString(0), row.getString(1), row.getString(2))));
            return sealed;
        }));
    }

    @Override
    public CompletionStage<Void> replace(Place place, List<Resealed> sealed) {
        if (sealed.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        List<Tuple> rows = sealed.stream()
                .map(one -> Tuple.of(one.before().id(), one.before().text(), one.text())).toList();
        return AccessSql.answered(
                pool.preparedQuery(Table.of(place).replace()).executeBatch(rows).map(done -> (Void) null));
    }
}
