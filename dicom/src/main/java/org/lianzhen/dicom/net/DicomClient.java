package org.lianzhen.dicom.net;

import java.util.concurrent.CompletionStage;

/** Requests associations. One instance serves any number of them; it holds no connections itself. */
public final class DicomClient {
    private final ClientConnection.Shared shared;

    /** A client on these event loops. */
    public DicomClient(EventLoops loops) {
        this.shared = new ClientConnection.Shared(loops, new Reminders());
    }

    /**
     * Connects and negotiates, within {@link Deadline#SET_UP} in all.
     *
     * @param listener performs what the peer asks of us on this association: storage sub-operations of C-GET, event reports
     * @return never fails: what went wrong is in the result. Completes on the association's event loop.
     */
    public CompletionStage<ConnectResult> connect(ConnectOptions options, AssociationProposal proposal,
            AssociationListener listener) {
        return new ClientConnection(shared, options, proposal, listener).start();
    }
}
