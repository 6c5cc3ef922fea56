package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.ObjectWriter;

/** An instance on its way into the store, read for the index on the way. Ends with {@link #complete} and commit, or {@link #discard}. */
final class IncomingInstance {
    private final IncomingEntry entry;
    private final ObjectWriter writer;

    IncomingInstance(IncomingEntry entry, ObjectWriter writer) {
        this.entry = entry;
        this.writer = writer;
    }

    /**
     * The next bytes of the data set; ownership passes.
     *
     * @throws DimseException when they are none
     */
    void write(ByteBuf bytes) {
        try {
            entry.read(bytes);
        } catch (RuntimeException e) {
            bytes.release();
            throw e;
        }
        writer.write(bytes);
    }

    boolean isWritable() {
        return writer.isWritable();
    }

    /** @throws DimseException when the data set is not whole or is not what was announced; nothing of it is kept */
    InstanceEntry complete() {
        try {
            return entry.complete();
        } catch (DimseException e) {
            writer.discard();
            throw e;
        } catch (RuntimeException e) {
            writer.discard();
            throw new DimseException(Outcome.of(Status.PROCESSING_FAILURE, "it cannot be read for the index"), e);
        }
    }

    CompletionStage<Acceptance> commit(InstanceEntry complete) {
        return writer.commit(complete);
    }

    void discard() {
        entry.close();
        writer.discard();
    }
}
