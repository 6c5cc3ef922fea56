package org.lianzhen.dicom.net;

import io.netty.channel.Channel;

/**
 * A-RELEASE from either side, or both at once: nothing is confirmed or asked for while operations run, and nothing blocks
 * meanwhile.
 */
final class ReleaseProcedure {
    private final UpperLayer layer;
    private final Timeouts timeouts;
    private final LoopTimer operationsTimer;
    private final LoopTimer answerTimer;
    private boolean wantedByUs;
    private boolean wantedByPeer;
    private boolean underWay;
    private boolean asked;
    private long answerNanos;
    private long answerDue;

    ReleaseProcedure(Channel channel, UpperLayer layer, Timeouts timeouts) {
        this.layer = layer;
        this.timeouts = timeouts;
        this.answerNanos = timeouts.of(Deadline.RELEASE).toNanos();
        this.operationsTimer = new LoopTimer(channel.eventLoop(),
                () -> missed(Deadline.OPERATIONS, "operations still run after the wish to release"));
        this.answerTimer = new LoopTimer(channel.eventLoop(), () -> missed(Deadline.RELEASE, "no A-RELEASE-RP"));
    }

    /** Whether no new operations may begin. */
    boolean isWanted() {
        return wantedByUs || wantedByPeer;
    }

    void wantedByUs() {
        wantedByUs = true;
    }

    void wantedByPeer() {
        wantedByPeer = true;
    }

    /**
     * Operations may take so long, and so may the answer; but while data moves, which it may even after our request (Sta7), only
     * its progress counts, whatever the size.
     */
    void moving(boolean data) {
        if (!isWanted() || data || underWay) {
            operationsTimer.stop();
        } else if (!operationsTimer.isRunning()) {
            operationsTimer.start(timeouts.of(Deadline.OPERATIONS));
        }
        if (asked && data && answerTimer.isRunning()) {
            answerTimer.stop();
            answerNanos = Math.max(1, answerDue - System.nanoTime());
        } else if (asked && !data && !answerTimer.isRunning()) {
            awaitAnswer();
        }
    }

    /** For what is left of the time: it stands still now and then, but is never granted anew. */
    private void awaitAnswer() {
        if (answerNanos > 0) {
            answerDue = System.nanoTime() + answerNanos;
            answerTimer.startAt(answerDue);
        }
    }

    /** Nothing runs in either direction: whatever is wanted may happen. */
    void quiet() {
        if (wantedByPeer) {
            underWay = true;
            layer.respondRelease();
        } else if (wantedByUs && layer.isEstablished()) {
            underWay = true;
            asked = true;
            awaitAnswer();
            layer.requestRelease();
        }
    }

    void close() {
        operationsTimer.close();
        answerTimer.close();
    }

    private void missed(Deadline deadline, String why) {
        layer.abort(new AssociationEnd.TimedOut(deadline, why));
    }
}
