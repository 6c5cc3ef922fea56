package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the tasks of one lease ended, written down together: an outcome waits a moment for others, and the lease lasts on meanwhile. */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final int MOST_WAITING = 256;
    /** So many times within its term; the records may be away for most of it. */
    private static final int EXTENSIONS = 5;

    private final DeliveryLease lease;
    private final DeliveryLedger ledger;
    private final DeliveryPace pace;
    private final List<Ending> waiting = new ArrayList<>();
    private long writtenAt = System.nanoTime();
    private boolean lost;

    Outcomes(DeliveryLease lease, DeliveryLedger ledger, DeliveryPace pace) {
        this.lease = lease;
        this.ledger = ledger;
        this.pace = pace;
    }

    void add(Ending ending) {
        waiting.add(ending);
    }

    /** Tasks that have ended, which the records do not know yet. */
    Set<UUID> waiting() {
        return waiting.stream().map(Ending::task).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether somebody else has the lease now; nothing more is written then. */
    boolean isLost() {
        return lost;
    }

    /**
     * Writes when it is time to.
     *
     * @return false when that is not possible now; what waits goes on waiting
     */
    boolean writeIfDue() {
        return !isDue() || tryToWrite();
    }

    /** With nothing to write the lease is made to last, well before it ends. */
    private boolean isDue() {
        long since = System.nanoTime() - writtenAt;
        return waiting.isEmpty() ? since >= pace.term().toNanos() / EXTENSIONS
                : waiting.size() >= MOST_WAITING || since >= pace.flush().toNanos();
    }

    /**
     * Writes what there is before the lease is given back. While that is not possible it is tried again, as long as the lease lasts: what
     * is never written is sent once more.
     *
     * @param closing whether it is not to be tried again
     */
    void writeAll(BooleanSupplier closing) throws InterruptedException {
        Duration pause = pace.flush();
        while (!tryToWrite() && !waiting.isEmpty() && !closing.getAsBoolean()
                && System.nanoTime() - writtenAt < pace.term().toNanos()) {
            Thread.sleep(pause);
            Duration grown = pause.multipliedBy(2);
            pause = grown.compareTo(pace.poll()) < 0 ? grown : pace.poll();
        }
    }

    private boolean tryToWrite() {
        try {
            write();
            return true;
        } catch (CompletionException e) {
            LOG.warn("Outcomes for {} cannot be written now: {}", lease.destination(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Writes what there is, if only that the lease is still held. */
    void write() {
        if (lost) {
            return;
        }
        List<Ending> endings = List.copyOf(waiting);
        lost = !Lane.await(ledger.settle(lease, endings, pace.term()));
        waiting.clear();
        writtenAt = System.nanoTime();
        if (lost) {
            LOG.warn("The lease of a study for {} was lost; {} outcomes are left to who has it now",
                    lease.destination(), endings.size());
        }
    }
}
