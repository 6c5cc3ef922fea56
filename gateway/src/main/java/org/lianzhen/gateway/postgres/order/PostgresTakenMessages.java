package org.lianzhen.gateway.postgres.order;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.order.TakenMessages;
import org.lianzhen.gateway.postgres.Database;

/** Remembers messages in PostgreSQL. Old ones go a few at a time, when new ones come. */
public final class PostgresTakenMessages implements TakenMessages {
    private static final String IS_KNOWN = """
            select from taken_message where sender = $1 and control_id = $2 and digest = $3""";
    private static final String NOTE = """
            with old as (
                delete from taken_message where ctid = any(array(
                    select ctid from taken_message where taken_at < now() - interval '30 days' limit 100))
            )
            insert into taken_message (sender, control_id, digest) values ($1, $2, $3) on conflict do nothing""";

    private final Pool pool;

    public PostgresTakenMessages(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Boolean> isKnown(Key message) {
        return Database.answered(pool.preparedQuery(IS_KNOWN).execute(parameters(message)),
                PostgresOrderStore.LIMIT_SECONDS).map(rows -> rows.size() > 0).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> note(Key message) {
        return Database.answered(pool.preparedQuery(NOTE).execute(parameters(message)),
                PostgresOrderStore.LIMIT_SECONDS).<Void>mapEmpty().toCompletionStage();
    }

    private static Tuple parameters(Key message) {
        return Tuple.of(message.sender(), message.controlId(), message.digest());
    }
}
