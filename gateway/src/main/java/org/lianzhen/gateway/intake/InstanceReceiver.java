package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.function.BooleanSupplier;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreHandler;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.archive.ObjectStore;

/**
 * Stores what peers send by C-STORE as DICOM files: preamble and File Meta Information by us, then the bytes of the data set
 * exactly as received. Success is answered when the store calls the object durable.
 */
public final class InstanceReceiver implements StoreHandler {
    private static final int USUAL_HEAD = 512;

    private final ObjectStore store;
    private final Implementation implementation;
    private final Senders senders;
    private final BooleanSupplier full;

    /**
     * @param implementation who the files say wrote them
     * @param senders knows on whose behalf peers send
     * @param full whether there is no room for more; must not block
     */
    public InstanceReceiver(ObjectStore store, Implementation implementation, Senders senders, BooleanSupplier full) {
        this.store = store;
        this.implementation = implementation;
        this.senders = senders;
        this.full = full;
    }

    @Override
    public StoreSink begin(StoreContext context) {
        if (full.getAsBoolean()) {
            throw new DimseException(Status.OUT_OF_RESOURCES, "no room for more");
        }
        Senders.Sender sender = senders.of(context.association())
                .orElseThrow(() -> new DimseException(Status.NOT_AUTHORIZED, "the sender is no longer known"));
        ByteBuf head = head(context);
        return new ReceivedInstance(context.association(), store, head,
                new IncomingEntry(Announcement.of(context, sender, head.readableBytes())));
    }

    private ByteBuf head(StoreContext context) {
        FileMetaInformation meta = FileMetaInformation.of(context.sopClassUid(), context.sopInstanceUid(),
                context.transferSyntax().uid(), implementation)
                .withSource(context.association().terms().peerAeTitle());
        ByteBuf head = PooledByteBufAllocator.DEFAULT.directBuffer(USUAL_HEAD);
        Part10Writer.writeHead(meta, head);
        return head;
    }
}
