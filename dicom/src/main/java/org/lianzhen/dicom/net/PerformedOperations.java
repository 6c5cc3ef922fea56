package org.lianzhen.dicom.net;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the peer has us do, and knows the message IDs that are not free. A peer that invokes more at once than was agreed is not
 * aborted: it is not read until enough is done.
 */
final class PerformedOperations {
    private final int window;
    private final ReadGate gate;
    private final Map<Integer, Integer> unanswered = new HashMap<>(2);
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

    /** Whether the message ID was free, as that of a request must be (PS3.7 9.1.1.1.1); it counts all the same. */
    boolean begun(int messageId) {
        running++;
        if (running > window && hold == null) {
            hold = gate.hold();
        }
        return unanswered.merge(messageId, 1, Integer::sum) == 1;
    }

    /** The final response is on its way: whoever has it may use the message ID again before we hear that it has left. */
    void answered(int messageId) {
        unanswered.computeIfPresent(messageId, (id, times) -> times == 1 ? null : times - 1);
    }

    void ended() {
        running--;
        if (hold != null && running <= window) {
            hold.release();
            hold = null;
        }
    }
}
