package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.ReadHold;

/** A call that is cancelled while instances are under way. */
class StoreCancellationTest {
    /** More than the buffers of two sockets hold. */
    private static final int LARGE = 16_000_000;

    /** Stops reading at the first bytes of the first instance until it is told to go on. */
    private static final class SlowPeer implements StoreHandler {
        private final ReceivedInstances received = new ReceivedInstances();
        private final CompletableFuture<ReadHold> held = new CompletableFuture<>();
        private final CompletableFuture<StoreContext> first = new CompletableFuture<>();

        void goOn() {
            Await.result(held).release();
        }

        @Override
        public StoreSink begin(StoreContext context) {
            StoreSink sink = received.begin(context);
            if (!first.complete(context)) {
                return sink;
            }
            return new StoreSink() {
                @Override
                public void chunk(ByteBuf bytes) {
                    if (!held.isDone()) {
                        held.complete(context.association().holdReads());
                    }
                    sink.chunk(bytes);
                }

                @Override
                public CompletionStage<Outcome> end() {
                    return sink.end();
                }

                @Override
                public void aborted(Throwable cause) {
                    sink.aborted(cause);
                }
            };
        }
    }

    private static List<Instance> large(int count) {
        var instances = new ArrayList<Instance>();
        for (int i = 0; i < count; i++) {
            instances.add(TestInstances.ct(i, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, LARGE));
        }
        return instances;
    }

    private static void areClosed(List<Instance> instances) {
        Await.until("every source is closed", () -> instances.stream()
                .allMatch(instance -> ((MemoryData) instance.data()).opened().get() == 0));
    }

    @Test
    void onlyWhatIsBeingWrittenIsFinishedAndTheAssociationServesTheNext() {
        var peer = new SlowPeer();
        List<Instance> instances = large(4);
        var results = new CopyOnWriteArrayList<InstanceResult>();
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, peer))) {
            StoreCall call = local.user().store(local.node(), instances, StoreOptions.STANDARD, results::add);
            Await.result(peer.held);
            call.cancel();
            Await.until("what was begun is taken back", () -> results.size() == 3);
            peer.goOn();
            StoreReport report = Await.completed(call.result());
            assertThat(report.stored()).isEqualTo(1);
            assertThat(report.notStored()).hasSize(3).allSatisfy(result -> {
                assertThat(result).isInstanceOf(InstanceResult.NotSent.class);
                assertThat(result.inWords()).contains("cancelled");
            });
            assertThat(results).extracting(InstanceResult::instance).containsExactlyInAnyOrderElementsOf(instances);
            areClosed(instances);
            Instance next = TestInstances.ct(99);
            assertThat(Await.completed(local.user()
                    .store(local.node(), List.of(next), StoreOptions.STANDARD, StoreListener.NONE).result())
                    .isComplete()).isTrue();
            assertThat(local.established()).isEqualTo(1);
            assertThat(peer.received.uids()).containsExactlyInAnyOrder(instances.getFirst().sopInstanceUid(),
                    next.sopInstanceUid());
        }
    }

    @Test
    void ofWhatBreaksOffOnlyWhatWasBeingWrittenMayHaveArrived() {
        var peer = new SlowPeer();
        List<Instance> instances = large(3);
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, peer))) {
            StoreCall call = local.user().store(local.node(), instances, StoreOptions.STANDARD, StoreListener.NONE);
            Await.result(peer.held);
            Await.result(local.server().stop(Duration.ZERO));
            assertThat(Await.completed(call.result()).notStored()).hasSize(3)
                    .filteredOn(result -> ((InstanceResult.NotSent) result).begun())
                    .extracting(InstanceResult::instance).containsExactly(instances.getFirst());
            areClosed(instances);
        }
    }

    @Test
    void whatTheThrottleHoldsBackIsNotSentAtAll() {
        var received = new ReceivedInstances();
        var asked = new CompletableFuture<Void>();
        var admitted = new CompletableFuture<Void>();
        Throttle closed = bytes -> {
            asked.complete(null);
            return admitted;
        };
        List<Instance> instances = large(3);
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, received))) {
            StoreCall call = local.user().store(local.node(), instances, StoreOptions.STANDARD.with(closed),
                    StoreListener.NONE);
            Await.result(asked);
            call.cancel();
            assertThat(Await.completed(call.result()).notStored()).hasSize(3);
            areClosed(instances);
            admitted.complete(null);
            assertThat(Await.completed(local.user().store(local.node(), TestInstances.cts(20), StoreOptions.STANDARD,
                    StoreListener.NONE).result()).stored()).isEqualTo(20);
            assertThat(local.established()).isEqualTo(1);
        }
        assertThat(received.count()).isEqualTo(20);
    }

    @Test
    void whatBreaksAfterwardsIsNotTriedAgain() {
        var peer = new SlowPeer();
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, peer))) {
            StoreCall call = local.user().store(local.node(), large(2), StoreOptions.STANDARD, StoreListener.NONE);
            Await.result(peer.held);
            call.cancel();
            Await.result(peer.first).association().abort("a test");
            StoreReport report = Await.completed(call.result());
            assertThat(report.stored()).isZero();
            assertThat(report.notStored()).hasSize(2);
            assertThat(local.established()).isEqualTo(1);
        }
    }
}
