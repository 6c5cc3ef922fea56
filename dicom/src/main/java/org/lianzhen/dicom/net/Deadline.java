package org.lianzhen.dicom.net;

import java.time.Duration;

/** Every wait of an association has one of these deadlines. The defaults suit a hospital and a 64 kbit/s line. */
public enum Deadline {
    /** Server: from the TCP connection to the last byte of A-ASSOCIATE-RQ, TLS handshake included (PS3.8 ARTIM timer). */
    REQUEST(Duration.ofSeconds(10)),
    /** Server: from A-ASSOCIATE-RQ to the acceptor's decision, authentication included. */
    DECISION(Duration.ofSeconds(10)),
    /** Client: from the call to A-ASSOCIATE-AC or -RJ: name lookup, TCP connection and TLS handshake included. */
    SET_UP(Duration.ofSeconds(20)),
    /** From our A-RELEASE-RQ to A-RELEASE-RP, without the time in which data of the peer arrives. */
    RELEASE(Duration.ofSeconds(10)),
    /** How long a release, ours or the peer's, waits for running operations while no data moves. */
    OPERATIONS(Duration.ofMinutes(10)),
    /** From our last PDU until the peer closes its side; then we close (PS3.8 ARTIM timer in Sta13). */
    CLOSE(Duration.ofSeconds(2)),
    /** Without any operation running in either direction. */
    IDLE(Duration.ofMinutes(5)),
    /** From the first to the last byte of a command set. */
    COMMAND(Duration.ofSeconds(30)),
    /**
     * From our request's last byte to its first response, and from each pending response to the next. Stands still while a
     * message of the peer arrives or waits for us, as the images of C-GET do. A request that was large gets more time, see
     * {@link MinimumProgress#underWay}.
     */
    RESPONSE(Duration.ofMinutes(1)),
    /** From our request's last byte to its final response; only where an invocation sets one. */
    TOTAL(Duration.ZERO),
    /** Not a fixed time: the data of a message moved slower than {@link MinimumProgress} allows. */
    PROGRESS(Duration.ZERO);

    private final Duration standard;

    Deadline(Duration standard) {
        this.standard = standard;
    }

    /** What applies unless configured otherwise; zero where there is no standard value. */
    public Duration standard() {
        return standard;
    }
}
