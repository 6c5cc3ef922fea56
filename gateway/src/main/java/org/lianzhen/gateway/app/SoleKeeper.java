package org.lianzhen.gateway.app;

import java.io.IOException;
import java.time.Duration;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.StoreClaim;

/** Sees to it that no other gateway keeps objects for our database, for as long as we do. */
final class SoleKeeper implements AutoCloseable {
    /** Longer than the server takes to notice that the machine of an earlier run is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final StoreClaim claim;
    private final BackgroundWork renewal;

    private SoleKeeper(StoreClaim claim, Records records) {
        this.claim = claim;
        this.renewal = BackgroundWork.start(records.vertx(), new BackgroundWork.Kind(
                "keeping other gateways off the database", () -> claim.renew().thenApply(done -> 0), PAUSE));
    }

    /** Blocks, for seconds when another has the database. */
    static SoleKeeper begin(Records records, Settings settings) throws StartException {
        DatabaseSettings external = settings.database();
        Object database = external == null ? OpenDatabase.folder(settings) : external;
        try {
            return new SoleKeeper(StoreClaim.take(records.pool(), PATIENCE), records);
        } catch (StoreClaim.TakenException e) {
            throw new StartException("start.database-used", database);
        } catch (IOException e) {
            throw new StartException("start.database", database, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        renewal.close();
        claim.close();
    }
}
