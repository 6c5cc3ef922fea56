package org.lianzhen.dicom.net;

import org.jspecify.annotations.Nullable;

/**
 * Counts what the peer has us do. A peer that invokes more at once than was agreed is not aborted: it is not read until
 * enough is done.
 */
final class PerformedOperations {
    private final int window;
    private final ReadGate gate;
    private int running;
    private @Nullable ReadHold hold;

    /**
     * @param window
     *            how many at once, at least 1
     */
    PerformedOperations(int window, ReadGate gate) {
        this.window = window;
        this.gate = gate;
    }

    boolean isEmpty() {
        return running == 0;
    }

    void begun() {
        running++;
        if (running > window && hold == null) {
            hold = gate.hold();
        }
    }

    void ended() {
        running--;
        if (hold != null && running <= window) {
            hold.release();
            hold = null;
        }
    }
}
