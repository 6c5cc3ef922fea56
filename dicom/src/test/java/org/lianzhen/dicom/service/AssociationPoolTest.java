package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.Association;

/** How associations are kept, as its users see it. */
class AssociationPoolTest {
    private static final Duration SHORT = Duration.ofMillis(150);

    @Test
    void oneAssociationServesOneStoreAfterTheOther() {
        try (LocalNode local = storing(new ReceivedInstances(), PoolOptions.STANDARD)) {
            for (int i = 0; i < 10; i++) {
                assertThat(store(local, TestInstances.ct(i))).isTrue();
            }
            assertThat(local.established()).isEqualTo(1);
        }
    }

    @Test
    void whatWasNotNegotiatedNeedsAnotherOne() {
        try (LocalNode local = storing(new ReceivedInstances(), PoolOptions.STANDARD)) {
            store(local, TestInstances.ct(1));
            store(local, TestInstances.of(SopClass.MRImageStorage, TestInstances.uid(2),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16));
            store(local, TestInstances.ct(3));
            assertThat(local.established()).isEqualTo(2);
        }
    }

    @Test
    void unusedOnesAreReleased() {
        var seen = new AtomicReference<Association>();
        var received = new ReceivedInstances(context -> {
            seen.set(context.association());
            return CompletableFuture.completedStage(Outcome.SUCCESS);
        });
        try (LocalNode local = storing(received, new PoolOptions(2, 10, SHORT, SHORT))) {
            store(local, TestInstances.ct(1));
            assertThat(Await.result(seen.get().ended()).inWords()).contains("released by the peer");
            store(local, TestInstances.ct(2));
            assertThat(local.established()).isEqualTo(2);
        }
    }

    @Test
    void zeroKeepsNone() {
        try (LocalNode local = storing(new ReceivedInstances(),
                new PoolOptions(2, 10, Duration.ofSeconds(20), Duration.ZERO))) {
            store(local, TestInstances.ct(1));
            store(local, TestInstances.ct(2));
            assertThat(local.established()).isEqualTo(2);
        }
    }

    @Test
    void deadOnesAreNeverUsedAgain() {
        var seen = new AtomicReference<Association>();
        var received = new ReceivedInstances(context -> {
            seen.set(context.association());
            return CompletableFuture.completedStage(Outcome.SUCCESS);
        });
        try (LocalNode local = storing(received, PoolOptions.STANDARD)) {
            for (int i = 0; i < 20; i++) {
                assertThat(store(local, TestInstances.ct(i))).isTrue();
                seen.get().abort("a test");
            }
        }
        assertThat(received.count()).isEqualTo(20);
    }

    @Test
    void atMostSoManyAreOpen() {
        var waiting = Collections.synchronizedList(new ArrayList<CompletableFuture<Outcome>>());
        var slow = new ReceivedInstances(context -> {
            var answer = new CompletableFuture<Outcome>();
            waiting.add(answer);
            return answer;
        });
        try (LocalNode local = storing(slow, new PoolOptions(3, 100, Duration.ofSeconds(20), SHORT))) {
            var calls = new ArrayList<StoreCall>();
            for (int i = 0; i < 12; i++) {
                calls.add(local.user().store(local.node(), List.of(TestInstances.ct(i)), StoreOptions.STANDARD,
                        StoreListener.NONE));
            }
            Await.until("three are under way", () -> waiting.size() == 3);
            assertThat(local.server().associations()).isEqualTo(3);
            Await.until("all are stored", () -> {
                List.copyOf(waiting).forEach(answer -> answer.complete(Outcome.SUCCESS));
                return calls.stream().allMatch(call -> call.result().toCompletableFuture().isDone());
            });
            assertThat(calls).allSatisfy(call -> assertThat(Await.completed(call.result()).isComplete()).isTrue());
            assertThat(local.established()).isEqualTo(3);
        }
    }

    @Test
    void whoWaitsTooLongIsTold() {
        var stuck = new ReceivedInstances(context -> new CompletableFuture<>());
        try (LocalNode local = storing(stuck, new PoolOptions(1, 1, SHORT, SHORT))) {
            StoreCall first = local.user().store(local.node(), TestInstances.cts(1), StoreOptions.STANDARD,
                    StoreListener.NONE);
            Await.until("the first is under way", () -> stuck.count() == 1);
            var second = local.user().echo(local.node());
            assertThatThrownBy(() -> Await.result(second)).hasCauseInstanceOf(TimeoutException.class);
            assertThat(first.result().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void tooManyThatWaitAreRefusedAtOnce() {
        var stuck = new ReceivedInstances(context -> new CompletableFuture<>());
        try (LocalNode local = storing(stuck, new PoolOptions(1, 0, Duration.ofSeconds(20), SHORT))) {
            local.user().store(local.node(), TestInstances.cts(1), StoreOptions.STANDARD, StoreListener.NONE);
            Await.until("the first is under way", () -> stuck.count() == 1);
            assertThatThrownBy(() -> Await.result(local.user().echo(local.node())))
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void aClosedUserBeginsNothing() {
        try (LocalNode local = storing(new ReceivedInstances(), PoolOptions.STANDARD)) {
            store(local, TestInstances.ct(1));
            local.user().close();
            Await.until("its association is released", () -> local.server().associations() == 0);
            assertThatThrownBy(() -> Await.result(local.user().echo(local.node())))
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void poolsNeedSense() {
        assertThatThrownBy(() -> new PoolOptions(0, 1, SHORT, SHORT)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LocalNode storing(StoreHandler handler, PoolOptions pool) {
        return LocalNode.of((builder, user) -> builder.storage(StoragePolicy.EVERYTHING, handler), pool,
                options -> options);
    }

    private static boolean store(LocalNode local, Instance instance) {
        return Await.completed(local.user()
                .store(local.node(), List.of(instance), StoreOptions.STANDARD, StoreListener.NONE).result())
                .isComplete();
    }
}
