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

    ReleaseProcedure(Channel channel, UpperLayer layer, Timeouts timeouts) {
        this.layer = layer;
        this.timeouts = timeouts;
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
        if (asked && data) {
            answerTimer.stop();
        } else if (asked && !answerTimer.isRunning()) {
            answerTimer.start(timeouts.of(Deadline.RELEASE));
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
            answerTimer.start(timeouts.of(Deadline.RELEASE));
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
