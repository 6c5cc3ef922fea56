package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseResponse;

/**
 * An established association. Messages are sent one after the other, never interleaved, in the order of the calls. Every
 * method may be called from any thread; stages complete on the association's event loop.
 *
 * <p>After a failed or timed-out transfer the association is dead and refuses everything.
 */
public interface Association {
    /** What was negotiated. */
    AssociationTerms terms();

    /** The peer's network address. */
    InetSocketAddress peerAddress();

    /** The association's event loop, for work that must see its state or order its calls. Never block it. */
    Executor loop();

    /** Whether messages can still be sent. */
    boolean isOpen();

    /** A message ID no outstanding request of ours uses, 1..65535. */
    int nextMessageId();

    /**
     * Sends a request and hands its responses to the listener. If the negotiated window is full the request waits its turn
     * in a bounded queue.
     *
     * @return completes when the request's last byte was handed to the operating system; fails with
     *         {@link AssociationEndedException} if the association ended before, with {@link WithdrawnException} if it was
     *         withdrawn, with {@link IllegalArgumentException} if the context was not accepted or the message ID is in use,
     *         with {@link java.util.concurrent.RejectedExecutionException} if too many requests wait already. When it fails,
     *         the listener's {@link ResponseListener#onFailed(Throwable)} is called too.
     */
    CompletionStage<Void> invoke(Invocation invocation, ResponseListener listener);

    /**
     * Sends a response to a request of the peer.
     *
     * @param contextId
     *            the context the request came on
     * @param dataSet
     *            present exactly if the response says that it has a data set
     * @return completes when the last byte was handed to the operating system; fails with
     *         {@link AssociationEndedException} if the association ended before
     */
    CompletionStage<Void> respond(int contextId, DimseResponse response, @Nullable DataSetSource dataSet);

    /**
     * Asks the peer to stop an operation we invoked (C-CANCEL-RQ). Its final response still comes.
     *
     * @return completes when it was handed to the operating system
     */
    CompletionStage<Void> cancel(int contextId, int messageId);

    /**
     * Takes back a request of which not a byte was written yet. Its data set is closed, its listener hears a
     * {@link WithdrawnException}, and whatever waited behind it may go out at once: of several, take back the last one first.
     *
     * @return whether it was taken back; otherwise it is under way, or ended, and goes on as if nothing had been asked
     */
    CompletionStage<Boolean> withdraw(int messageId);

    /**
     * Stops reading from the socket until the hold is released. Used by sinks that cannot keep up and by performers that
     * want to finish what they have.
     */
    ReadHold holdReads();

    /**
     * Ends the association in good order once the operations that run in both directions have ended. No new requests are
     * taken from then on.
     *
     * @return completes when the association has ended, whichever way
     */
    CompletionStage<AssociationEnd> release();

    /**
     * Ends the association at once with A-ABORT, as its service user.
     *
     * @param why
     *            for the log; must not name a patient
     */
    void abort(String why);

    /** Completes when the association has ended, whichever way. */
    CompletionStage<AssociationEnd> ended();

    /** Bytes of message data moved so far. */
    Traffic traffic();

    /**
     * Bytes on the wire since the connection was made, without TLS overhead.
     *
     * @param received
     *            from the peer
     * @param sent
     *            to the peer
     */
    record Traffic(long received, long sent) {}
}
