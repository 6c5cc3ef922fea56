package org.lianzhen.gateway.app;

import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.config.Settings;

/**
 * The database of a data folder, for a command that changes nothing of it: the one that the running gateway has started, or else one of
 * our own, which keeps a gateway from starting until the command has ended.
 *
 * @param lock null when a gateway runs
 */
record DataAccess(@Nullable DataLock lock, OpenDatabase database) implements AutoCloseable {

    /** @throws StartException also when there is no data */
    static DataAccess open(Settings settings) throws StartException {
        if (!Files.isDirectory(OpenDatabase.folder(settings))) {
            throw new StartException("audit.no-data", settings.data());
        }
        Optional<DataLock> lock = DataLock.tryTake(settings.data());
        if (lock.isEmpty()) {
            return new DataAccess(null, OpenDatabase.alongside(settings)
                    .orElseThrow(() -> new StartException("start.data-used", settings.data())));
        }
        try {
            return new DataAccess(lock.get(), OpenDatabase.untouched(settings));
        } catch (StartException | RuntimeException e) {
            lock.get().close();
            throw e;
        }
    }

    @Override
    public void close() {
        database.close();
        if (lock != null) {
            lock.close();
        }
    }
}
