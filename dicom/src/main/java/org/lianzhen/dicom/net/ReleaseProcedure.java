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
        if (!isWanted()) {
            operationsTimer.start(timeouts.of(Deadline.OPERATIONS));
        }
        wantedByUs = true;
    }

    void wantedByPeer() {
        if (!isWanted()) {
            operationsTimer.start(timeouts.of(Deadline.OPERATIONS));
        }
        wantedByPeer = true;
    }

    /** Nothing runs in either direction: whatever is wanted may happen. */
    void quiet() {
        if (wantedByPeer) {
            operationsTimer.stop();
            layer.respondRelease();
        } else if (wantedByUs && layer.isEstablished()) {
            operationsTimer.stop();
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
