package org.lianzhen.gateway.app;

import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lianzhen.gateway.archive.FreeSpace;
import org.lianzhen.gateway.http.operations.Health;
import org.lianzhen.gateway.postgres.Database;

/**
 * What instances need on their way in and out: the database, and room on the volumes; and what everybody needs some day.
 *
 * @param certificates that are shown
 * @param backups how they stand, unless somebody else makes them
 * @param notes what people should see to besides
 */
record GatewayHealth(Pool pool, FreeSpace space, Supplier<Check> certificates, Supplier<Optional<Check>> backups,
        Supplier<CompletionStage<List<Check>>> notes) implements Health {
    @Override
    public CompletionStage<List<Check>> checks() {
        return Database.answers(pool).thenCombine(notes.get(), (answers, more) -> Stream
                .of(Stream.of(answers ? Check.up("database") : Check.down("database", "database.away"),
                        space.isLow() ? Check.down("space", "space.low") : Check.up("space"), certificates.get()),
                        backups.get().stream(), more.stream())
                .flatMap(checks -> checks).toList());
    }
}
