package org.lianzhen.gateway.postgres.access;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.access.SignerKeyStore;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;

/** Keeps the keys with which accounts sign in PostgreSQL. */
public final class PostgresSignerKeyStore implements SignerKeyStore {
    private static final String NEWEST = """
            select public_key, sealed from signing_key where account = $1 and algorithm = $2
            order by made_at desc, id desc limit 1""";
    private static final String ADD = """
            insert into signing_key (id, account, algorithm, public_key, sealed) values ($1, $2, $3, $4, $5)""";

    private final AccessSql sql;

    public PostgresSignerKeyStore(Pool pool) {
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<Optional<SealedKey>> newest(String account, Signature.Algorithm algorithm) {
        return AccessSql.answered(sql.ask(NEWEST, Tuple.of(account, algorithm.name())).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new SealedKey(algorithm, row.getString(0), row.getString(1)));
            }
            return Optional.empty();
        }));
    }

    @Override
    public CompletionStage<Void> add(String account, SealedKey key, AuditEvent event) {
        return sql.change(event, new Statement(ADD, Tuple.of(UuidV7.next(), account, key.algorithm().name(),
                key.publicKey(), key.sealed()))).thenAccept(done -> {});
    }
}
