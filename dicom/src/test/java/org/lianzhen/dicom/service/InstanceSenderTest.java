package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.net.Roles;

class InstanceSenderTest {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final FakeAssociation association = FakeAssociation
            .accepted(List.of(new StorageContext(SopClass.CTImageStorage, List.of(SYNTAX))),
                    Map.of(SopClass.CTImageStorage, new Roles(true, true)));
    private final ByteBuf bytes = Unpooled.buffer().writeZero(100);
    private final CompletableFuture<ByteBuf> first = new CompletableFuture<>();
    private final AtomicInteger closed = new AtomicInteger();

    private CompletionStage<InstanceResult> send() {
        DataSetSource source = new DataSetSource() {
            @Override
            public CompletionStage<ByteBuf> next(int maxBytes) {
                return first;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        return new InstanceSender(association, StoreOptions.STANDARD, List.of())
                .send(new Instance(SopClass.CTImageStorage, "1.2.3", SYNTAX, () -> source));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void letsGoOfWhatWasReadWhenTheLoopHasEnded(boolean before) {
        association.endLoop();
        if (before) {
            first.complete(bytes);
        }
        CompletableFuture<InstanceResult> sent = send().toCompletableFuture();
        first.complete(bytes);

        assertThatThrownBy(sent::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(closed).hasValue(1);
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    void whatCannotBeReadIsClosedOnce() {
        first.completeExceptionally(new IllegalStateException("no such file"));
        assertThat(send().toCompletableFuture().join()).isInstanceOf(InstanceResult.Unreadable.class);
        assertThat(closed).hasValue(1);
        bytes.release();
    }
}
