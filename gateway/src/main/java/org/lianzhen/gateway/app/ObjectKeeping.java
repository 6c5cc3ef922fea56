package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.archive.FreeSpace;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.archive.Recovery;
import org.lianzhen.gateway.archive.StoreInUseException;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.observe.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where instances are kept: below {@code objects} in the data folder.
 *
 * @param space says when there is no room for more
 * @param telemetry counts what is kept
 * @param arrivals tells of it
 * @param instances what can be sent of it
 */
record ObjectKeeping(FileObjectStore store, FreeSpace space, Telemetry telemetry, Arrivals arrivals,
        KeptInstances instances) {
    private static final int MOST_NAMED = 50;
    private static final Logger LOG = LoggerFactory.getLogger(ObjectKeeping.class);

    /** Opens the store and adopts or removes what a crash left behind. */
    static ObjectKeeping open(Settings settings, Archive archive, Telemetry telemetry) throws StartException {
        Path folder = settings.data().resolve("objects");
        try {
            FileObjectStore store = FileObjectStore
                    .open(FileObjectStore.Options.of(folder).withIndex(archive.index()));
            tell(store.recovery());
            List<Path> volumes = Stream.concat(Stream.of(folder), archive.volumes().stream()).toList();
            FreeSpace space = FreeSpace.watch(volumes, settings.minFreeSpace());
            return new ObjectKeeping(store, space, telemetry, new Arrivals(),
                    KeptInstances.of(store, settings.data().resolve("decoding"), space::isLow));
        } catch (StoreInUseException e) {
            throw new StartException("start.data-used", settings.data());
        } catch (IOException e) {
            throw new StartException("start.data", settings.data(), e);
        }
    }

    private static void tell(Recovery recovery) {
        if (!recovery.adopted().isEmpty() || recovery.removed() > 0) {
            LOG.info("The last run did not end in good order: {} objects checked, {} unfinished ones removed",
                    recovery.adopted().size(), recovery.removed());
        }
        if (recovery.orphans() > 0) {
            LOG.warn(
                    "{} whole objects are unknown to the database and now below \"orphans\". After a crash these are what "
                            + "was not acknowledged; if the database was restored or is another one, they are missing from it",
                    recovery.orphans());
        }
        if (!recovery.damaged().isEmpty()) {
            LOG.error("{} acknowledged objects do not have their length and must be sent again: {}",
                    recovery.damaged().size(), recovery.damaged().stream().limit(MOST_NAMED).toList());
        }
    }

    /** For what arrives. */
    ObjectStore receiving() {
        return new ObservedStore(store, telemetry, arrivals);
    }

    /** Lets go of the storage, waiting no longer than this for a disk that does not answer. */
    void close(Duration limit) {
        space.close();
        store.close(limit);
    }
}
