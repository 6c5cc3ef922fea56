package org.lianzhen.dicom.service;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.WithdrawnException;

/** Sends instances of a {@link StoreRun} over one association, several at once where the peer allows it. Runs in its turns. */
final class StoreWorker {
    private final StoreRun run;
    private final Lease lease;
    private final InstanceSender sender;
    private final int atOnce;
    private final boolean once;
    private int underWay;
    private int answers;
    private boolean alone;
    private boolean broken;
    private boolean ended;

    /** @param sender over the lease's association */
    StoreWorker(StoreRun run, Lease lease, InstanceSender sender, StoreOptions options) {
        this.run = run;
        this.lease = lease;
        this.sender = sender;
        this.atOnce = atOnce(lease.association(), options);
        // who had something moved to itself may wait for the end of the association that brought it, as DCMTK's movescu does
        this.once = options.moveOriginator() != null;
    }

    /**
     * Where the peer's window is the limit, one more is begun: it waits for its turn while its first bytes are read.
     */
    private static int atOnce(Association association, StoreOptions options) {
        int window = association.terms().window().invoked();
        return window != 0 && window < options.atOnce() ? window + 1 : options.atOnce();
    }

    void fill() {
        while (!broken && !alone && underWay < atOnce) {
            StoreRun.Attempt next = run.take(underWay == 0);
            if (next == null) {
                break;
            }
            underWay++;
            alone = next.again();
            sender.send(next.instance()).whenCompleteAsync(
                    (result, fault) -> answered(next, fault == null ? result : failed(next.instance(), fault)),
                    run.turns());
        }
        if (underWay == 0 && !ended) {
            end();
        }
    }

    /** What the peer has seen nothing of has no result. */
    private static @Nullable InstanceResult failed(Instance instance, Throwable fault) {
        Throwable cause = Faults.unwrap(fault);
        return cause instanceof WithdrawnException ? null
                : new InstanceResult.NotSent(instance, String.valueOf(cause.getMessage()));
    }

    /** Takes back what was begun and has not left. */
    void withdraw() {
        sender.withdraw();
    }

    private void answered(StoreRun.Attempt attempt, @Nullable InstanceResult result) {
        underWay--;
        alone = false;
        if (result == null) {
            run.withdrawn(attempt);
        } else if (result instanceof InstanceResult.NotSent notSent) {
            broken = true;
            run.broken(attempt, notSent, isStale());
        } else {
            answers++;
            run.settle(result);
        }
        fill();
    }

    private boolean isStale() {
        return lease.isReused() && answers == 0;
    }

    private void end() {
        ended = true;
        if (broken || once) {
            lease.letGo();
        } else {
            lease.giveBack();
        }
        run.ended(this, answers, broken && isStale());
    }
}
