package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.archive.ObjectWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance on its way from the association's event loop into the store; a slow disk makes the peer wait. */
final class ReceivedInstance implements StoreSink {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedInstance.class);

    private final Association association;
    private final ObjectWriter writer;
    private final IncomingEntry entry;
    private @Nullable ReadHold hold;

    ReceivedInstance(StoreContext context, ObjectStore store, ByteBuf head, IncomingEntry entry) {
        association = context.association();
        this.entry = entry;
        writer = store.begin(association.loop(), head, this::goOn);
    }

    @Override
    public void chunk(ByteBuf bytes) {
        try {
            entry.read(bytes);
        } catch (DimseException e) {
            bytes.release();
            throw e;
        }
        writer.write(bytes);
        if (hold == null && !writer.isWritable()) {
            hold = association.holdReads();
        }
    }

    @Override
    public CompletionStage<Outcome> end() {
        goOn();
        InstanceEntry complete = complete();
        return writer.commit(complete).handle(this::outcome);
    }

    /** @throws DimseException when the data set is not whole or is not what the command said; nothing of it is kept */
    private InstanceEntry complete() {
        try {
            return entry.complete();
        } catch (DimseException e) {
            writer.discard();
            throw e;
        }
    }

    @Override
    public void aborted(Throwable cause) {
        goOn();
        entry.close();
        writer.discard();
    }

    private Outcome outcome(@Nullable Acceptance accepted, @Nullable Throwable fault) {
        if (fault == null) {
            return Outcome.SUCCESS;
        }
        Throwable cause = fault instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause() : fault;
        LOG.warn("Refused an instance from {} at {}: {}", association.terms().peerAeTitle(),
                association.peerAddress(), cause.getMessage());
        throw new DimseException(Outcome.of(Status.OUT_OF_RESOURCES, "the storage did not take it"), cause);
    }

    private void goOn() {
        ReadHold held = hold;
        if (held != null) {
            hold = null;
            held.release();
        }
    }
}
