package org.lianzhen.gateway.app;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.archive.ObjectWriter;
import org.lianzhen.gateway.archive.StoredObject;
import org.lianzhen.gateway.observe.InstanceOutcome;
import org.lianzhen.gateway.observe.Telemetry;

/** Counts what goes into a store, and tells that it did. */
final class ObservedStore implements ObjectStore {
    private final ObjectStore store;
    private final Telemetry telemetry;
    private final Arrivals arrivals;

    ObservedStore(ObjectStore store, Telemetry telemetry, Arrivals arrivals) {
        this.store = store;
        this.telemetry = telemetry;
        this.arrivals = arrivals;
    }

    @Override
    public ObjectWriter begin(Executor owner, ByteBuf head, Runnable onWritable) {
        return new Writer(store.begin(owner, head, onWritable), telemetry, arrivals);
    }

    @Override
    public void close() {
        store.close();
    }

    private static final class Writer implements ObjectWriter {
        private final ObjectWriter writer;
        private final Telemetry telemetry;
        private final Arrivals arrivals;
        private long bytes;

        Writer(ObjectWriter writer, Telemetry telemetry, Arrivals arrivals) {
            this.writer = writer;
            this.telemetry = telemetry;
            this.arrivals = arrivals;
        }

        @Override
        public void write(ByteBuf chunk) {
            bytes += chunk.readableBytes();
            writer.write(chunk);
        }

        @Override
        public boolean isWritable() {
            return writer.isWritable();
        }

        @Override
        public CompletionStage<StoredObject> commit() {
            return writer.commit();
        }

        @Override
        public CompletionStage<Acceptance> commit(InstanceEntry entry) {
            long begin = System.nanoTime();
            return writer.commit(entry).whenComplete((accepted, fault) -> {
                telemetry.instance(outcome(accepted), bytes, Duration.ofNanos(System.nanoTime() - begin));
                if (fault == null) {
                    arrivals.tell();
                }
            });
        }

        private static InstanceOutcome outcome(@Nullable Acceptance accepted) {
            return switch (accepted) {
                case Acceptance.Stored() -> InstanceOutcome.STORED;
                case Acceptance.Duplicate _ -> InstanceOutcome.DUPLICATE;
                case Acceptance.Parked parked -> InstanceOutcome.PARKED;
                case null -> InstanceOutcome.REFUSED;
            };
        }

        @Override
        public void discard() {
            telemetry.instance(InstanceOutcome.REFUSED, bytes, Duration.ZERO);
            writer.discard();
        }
    }
}
