package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.archive.StoredObject;

class InstanceReceiverTest {
    private static final StoredObject STORED = new StoredObject("2026-03-01/000001/0000-5.dcm", 5, Optional.empty());

    private final FakeStore store = new FakeStore();
    private final FakeAssociation association = new FakeAssociation();
    private final StoreSink sink = new InstanceReceiver(store, new Implementation("1.2.3", "TEST")).begin(
            new StoreContext(association, SopClass.CTImageStorage, "1.2.840.99",
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                    Priority.MEDIUM, null));

    @Test
    void putsPreambleAndMetaBeforeTheBytesAsReceived() {
        sink.chunk(bytes("first "));
        sink.chunk(bytes("second"));
        String file = store.bytes.toString(StandardCharsets.ISO_8859_1);

        assertThat(file.substring(0, 128)).isEqualTo("\0".repeat(128));
        assertThat(file.substring(128)).startsWith("DICM\2\0\0\0UL").endsWith("first second")
                .contains("1.2.840.99", SopClass.CTImageStorage, "1.2.840.10008.1.2\0", "TS1PACS", "1.2.3", "TEST");
    }

    @Test
    void answersWhenTheObjectIsDurableAndNotBefore() {
        sink.chunk(bytes("data"));
        CompletableFuture<Outcome> answer = sink.end().toCompletableFuture();
        assertThat(answer).isNotDone();
        store.committed.complete(STORED);
        assertThat(answer).isCompletedWithValue(Outcome.SUCCESS);
    }

    @Test
    void answersOutOfResourcesWhenTheStoreRefuses() {
        CompletableFuture<Outcome> answer = sink.end().toCompletableFuture();
        store.committed.completeExceptionally(new IOException("disk full"));

        assertThatThrownBy(answer::join).hasCauseInstanceOf(DimseException.class)
                .satisfies(fault -> assertThat(((DimseException) fault.getCause()).status())
                        .isEqualTo(Status.OUT_OF_RESOURCES));
    }

    @Test
    void makesThePeerWaitWhileTheStoreCannotKeepUp() {
        store.writable = false;
        sink.chunk(bytes("a"));
        sink.chunk(bytes("b"));
        assertThat(association.held).isEqualTo(1);
        store.writable = true;
        store.onWritable.run();
        assertThat(association.held).isZero();
        sink.chunk(bytes("c"));
        assertThat(association.everHeld).isEqualTo(1);
    }

    @Test
    void letsGoOfThePeerWhenTheInstanceEnds() {
        store.writable = false;
        sink.chunk(bytes("a"));
        CompletableFuture<Outcome> answer = sink.end().toCompletableFuture();
        assertThat(answer).isNotDone();
        assertThat(association.held).isZero();
    }

    @Test
    void leavesNothingOfAnInstanceThatBreaksOff() {
        store.writable = false;
        sink.chunk(bytes("a"));
        sink.aborted(new IOException("connection reset"));
        assertThat(store.discarded).isTrue();
        assertThat(association.held).isZero();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
