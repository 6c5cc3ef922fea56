package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.archive.ObjectWriter;
import org.lianzhen.gateway.archive.StoredObject;
import org.lianzhen.gateway.observe.InstanceOutcome;
import org.lianzhen.gateway.observe.Telemetry;

class ObservedStoreTest {
    private final Telemetry telemetry = new Telemetry();
    private final List<String> calls = new ArrayList<>();
    private @Nullable Acceptance acceptance = new Acceptance.Stored();
    private final Arrivals arrivals = new Arrivals();
    private final ObjectStore store = new ObservedStore(new Underlying(), telemetry, arrivals);

    /** Does as it is told, and notes what it was asked. */
    private final class Underlying implements ObjectStore, ObjectWriter {
        @Override
        public ObjectWriter begin(Executor owner, ByteBuf head, Runnable onWritable) {
            head.release();
            calls.add("begin");
            return this;
        }

        @Override
        public void close() {
            calls.add("close");
        }

        @Override
        public void write(ByteBuf chunk) {
            calls.add("write " + chunk.readableBytes());
            chunk.release();
        }

        @Override
        public boolean isWritable() {
            return false;
        }

        @Override
        public CompletionStage<StoredObject> commit() {
            return CompletableFuture.completedStage(new StoredObject("key", 1, Optional.empty()));
        }

        @Override
        public CompletionStage<Acceptance> commit(InstanceEntry entry) {
            return acceptance == null ? CompletableFuture.failedStage(new IllegalStateException("full"))
                    : CompletableFuture.completedStage(acceptance);
        }

        @Override
        public void discard() {
            calls.add("discard");
        }
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    private ObjectWriter writer() {
        ObjectWriter writer = store.begin(Runnable::run, Unpooled.EMPTY_BUFFER, () -> {});
        writer.write(Unpooled.wrappedBuffer(new byte[100]));
        return writer;
    }

    @Test
    void countsByWhatBecameOfAnInstance() {
        assertThat(commit(writer())).isEqualTo(new Acceptance.Stored());
        acceptance = new Acceptance.Duplicate("kept");
        commit(writer());
        acceptance = new Acceptance.Parked(2, Acceptance.ParkReason.PATIENT_DIFFERS);
        commit(writer());
        for (InstanceOutcome outcome : List.of(InstanceOutcome.STORED, InstanceOutcome.DUPLICATE,
                InstanceOutcome.PARKED)) {
            assertThat(telemetry.instances(outcome)).as(outcome.name()).isEqualTo(1);
            assertThat(telemetry.bytes(outcome)).as(outcome.name()).isEqualTo(100);
        }
        assertThat(telemetry.instances(InstanceOutcome.REFUSED)).isZero();
    }

    @Test
    void countsWhatWasRefusedAndWhatWasGivenUp() {
        acceptance = null;
        assertThatThrownBy(() -> commit(writer())).isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("full");
        writer().discard();
        assertThat(telemetry.instances(InstanceOutcome.REFUSED)).isEqualTo(2);
        assertThat(calls).contains("discard");
    }

    @Test
    void tellsOfWhatWasTakenAndOfNothingElse() {
        var told = new AtomicInteger();
        arrivals.hear(told::incrementAndGet);
        commit(writer());
        assertThat(told).hasValue(1);
        acceptance = null;
        assertThatThrownBy(() -> commit(writer())).isInstanceOf(CompletionException.class);
        assertThat(told).hasValue(1);
    }

    @Test
    void passesEverythingOn() {
        ObjectWriter writer = writer();
        assertThat(writer.isWritable()).isFalse();
        assertThat(writer.commit().toCompletableFuture().join().key()).isEqualTo("key");
        store.close();
        assertThat(calls).containsExactly("begin", "write 100", "close");
    }

    private static Acceptance commit(ObjectWriter writer) {
        return writer.commit((InstanceEntry) null).toCompletableFuture().join();
    }
}
