package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the volumes that we write to have room, so that what arrives can be refused while there still is some: a volume
 * that is really full stops the database and everything else on it. Looks once a second on a thread of its own, so that asking
 * costs nothing, not even when a volume hangs.
 */
public final class FreeSpace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final List<Path> volumes;
    private final long floor;
    private final Volume volume;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("free-space").factory());
    private volatile boolean low;

    /** How much room a volume has. */
    @FunctionalInterface
    interface Volume {
        /** @param folder on it */
        long usable(Path folder) throws IOException;
    }

    FreeSpace(List<Path> volumes, long floor, Volume volume) {
        this.volumes = List.copyOf(volumes);
        this.floor = floor;
        this.volume = volume;
    }

    /**
     * Looks for the first time, and from then on by itself.
     *
     * @param folders one on each volume
     * @param floor bytes that must be free on each of them; 0 never refuses
     */
    public static FreeSpace watch(List<Path> folders, long floor) {
        var space = new FreeSpace(folders, floor, folder -> Files.getFileStore(folder).getUsableSpace());
        if (floor > 0) {
            space.look();
            space.looking.scheduleWithFixedDelay(space::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        return space;
    }

    /** Whether nothing more should be taken. Never blocks. */
    public boolean isLow() {
        return low;
    }

    /** Looks now; blocks. */
    void look() {
        List<String> full = new ArrayList<>();
        for (Path folder : volumes) {
            try {
                long usable = volume.usable(folder);
                if (usable < floor) {
                    full.add(folder + " has " + usable + " bytes left");
                }
            } catch (IOException e) {
                full.add(folder + " cannot be looked at: " + e);
            }
        }
        tell(full);
        low = !full.isEmpty();
    }

    private void tell(List<String> full) {
        if (!full.isEmpty() && !low) {
            LOG.error("Instances are refused until every volume has {} bytes left: {}", floor,
                    String.join("; ", full));
        } else if (full.isEmpty() && low) {
            LOG.info("There is room again; instances are taken");
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
