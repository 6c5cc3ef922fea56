package org.lianzhen.gateway.app.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreHandler;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.archive.ObjectWriter;

/** Receives and writes as the product does, and looks at nothing: what is left when reading along for the index is not counted. */
record PlainReceiver(ObjectStore store, Implementation writer) implements StoreHandler {
    private static final int USUAL_HEAD = 512;

    @Override
    public StoreSink begin(StoreContext context) {
        ByteBuf head = PooledByteBufAllocator.DEFAULT.directBuffer(USUAL_HEAD);
        Part10Writer.writeHead(FileMetaInformation.of(context.sopClassUid(), context.sopInstanceUid(),
                context.transferSyntax().uid(), writer)
                .withSource(context.association().terms().peerAeTitle()), head);
        return new Sink(context.association(), head);
    }

    private final class Sink implements StoreSink {
        private final Association association;
        private final ObjectWriter object;
        private @Nullable ReadHold hold;

        Sink(Association association, ByteBuf head) {
            this.association = association;
            this.object = store.begin(association.loop(), head, this::goOn);
        }

        @Override
        public void chunk(ByteBuf bytes) {
            object.write(bytes);
            if (hold == null && !object.isWritable()) {
                hold = association.holdReads();
            }
        }

        @Override
        public CompletionStage<Outcome> end() {
            goOn();
            return object.commit().thenApply(stored -> Outcome.SUCCESS);
        }

        @Override
        public void aborted(Throwable cause) {
            goOn();
            object.discard();
        }

        private void goOn() {
            ReadHold held = hold;
            if (held != null) {
                hold = null;
                held.release();
            }
        }
    }
}
