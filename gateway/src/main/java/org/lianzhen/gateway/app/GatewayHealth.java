package org.lianzhen.gateway.app;

import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lianzhen.gateway.archive.FreeSpace;
import org.lianzhen.gateway.http.operations.Health;
import org.lianzhen.gateway.postgres.Database;

/**
 * What instances need on their way in and out: the database, and room on the volumes.
 *
 * @param notes what people should see to besides
 */
record GatewayHealth(Pool pool, FreeSpace space, Supplier<CompletionStage<List<Warning>>> notes)
        implements
        Health {
    @Override
    public CompletionStage<List<Warning>> warnings() {
        return notes.get();
    }

    @Override
    public CompletionStage<List<Check>> checks() {
        return Database.answers(pool).thenApply(answers -> List.of(
                new Check("database", answers, answers ? "" : "PostgreSQL does not answer"),
                space.isLow()
                        ? new Check("space", false,
                                "a volume has less free space than it should; instances are refused")
                        : new Check("space", true, "")));
    }
}
