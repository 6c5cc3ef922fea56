package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance on its way from the association's event loop into the store; a slow disk makes the peer wait. */
final class ReceivedInstance implements StoreSink {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedInstance.class);

    private final Association association;
    private final IncomingInstance instance;
    private @Nullable ReadHold hold;

    ReceivedInstance(Association association, ObjectStore store, ByteBuf head, IncomingEntry entry) {
        this.association = association;
        this.instance = new IncomingInstance(entry, store.begin(association.loop(), head, this::goOn));
    }

    @Override
    public void chunk(ByteBuf bytes) {
        instance.write(bytes);
        if (hold == null && !instance.isWritable()) {
            hold = association.holdReads();
        }
    }

    @Override
    public CompletionStage<Outcome> end() {
        goOn();
        return instance.commit(instance.complete()).handle(this::outcome);
    }

    @Override
    public void aborted(Throwable cause) {
        goOn();
        instance.discard();
    }

    private Outcome outcome(@Nullable Acceptance accepted, @Nullable Throwable fault) {
        if (fault == null) {
            return Outcome.SUCCESS;
        }
        Throwable cause = fault instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause() : fault;
        LOG.warn("Refused an instance from {} at {}: {}", association.terms().peerAeTitle(),
                association.peerAddress(), cause.getMessage());
        throw new DimseException(StorageFault.of(cause).outcome(), cause);
    }

    private void goOn() {
        ReadHold held = hold;
        if (held != null) {
            hold = null;
            held.release();
        }
    }
}
