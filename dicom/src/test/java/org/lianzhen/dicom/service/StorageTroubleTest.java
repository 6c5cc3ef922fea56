package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.Association;

/** Associations that break while instances are sent. */
class StorageTroubleTest {

    @Test
    void whatABrokenAssociationLeftIsSentOverANewOne() {
        var stored = new ReceivedInstances();
        var broken = new AtomicInteger();
        StoreHandler breaksOnce = context -> {
            if (stored.count() == 20 && broken.getAndIncrement() == 0) {
                context.association().abort("a test");
            }
            return stored.begin(context);
        };
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, breaksOnce))) {
            StoreReport report = Await.completed(local.user().store(local.node(), TestInstances.cts(60),
                    StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report).isEqualTo(new StoreReport(60, List.of()));
            assertThat(local.established()).isEqualTo(2);
        }
        assertThat(stored.count()).isEqualTo(60);
    }

    @Test
    void anInstanceThePeerCannotBearTakesNoOthersWithIt() {
        var stored = new ReceivedInstances();
        String poison = TestInstances.uid(7);
        StoreHandler allergic = context -> {
            if (context.sopInstanceUid().equals(poison)) {
                context.association().abort("a test");
            }
            return stored.begin(context);
        };
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, allergic))) {
            StoreReport report = Await.completed(local.user().store(local.node(), TestInstances.cts(30),
                    StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report.stored()).isEqualTo(29);
            assertThat(report.notStored()).singleElement().isInstanceOf(InstanceResult.NotSent.class)
                    .extracting(result -> result.instance().sopInstanceUid()).isEqualTo(poison);
        }
    }

    @Test
    void aPeerThatBreaksOffEveryTimeIsGivenUp() {
        StoreHandler hostile = context -> {
            context.association().abort("a test");
            return new ReceivedInstances().begin(context);
        };
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, hostile))) {
            StoreReport report = Await.completed(local.user().store(local.node(), TestInstances.cts(500),
                    StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report.stored()).isZero();
            assertThat(report.notStored()).hasSize(500);
            assertThat(local.established()).isLessThan(10);
        }
    }

    @Test
    void halfAnInstanceIsToldToTheSink() {
        var aborted = new CompletableFuture<Throwable>();
        Set<Association> seen = ConcurrentHashMap.newKeySet();
        StoreHandler handler = context -> {
            seen.add(context.association());
            return new DiscardingSink(chunk -> context.association().abort("a test"), aborted::complete);
        };
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, handler))) {
            Instance large = TestInstances.ct(1, TestInstances.ct(1).transferSyntax(), 3_000_000);
            Await.result(local.user().store(local.node(), List.of(large), StoreOptions.STANDARD, StoreListener.NONE)
                    .result());
            assertThat(Await.result(aborted)).isNotNull();
            assertThat(((MemoryData) large.data()).opened()).hasValue(0);
        }
    }

    @Test
    void cancellingSendsNoMore() {
        var answers = new ArrayList<CompletableFuture<Outcome>>();
        var waiting = Collections.synchronizedList(answers);
        var slow = new ReceivedInstances(context -> {
            var answer = new CompletableFuture<Outcome>();
            waiting.add(answer);
            return answer;
        });
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, slow))) {
            StoreCall call = local.user().store(local.node(), TestInstances.cts(100),
                    StoreOptions.STANDARD.withAtOnce(2), StoreListener.NONE);
            Await.until("two are under way", () -> waiting.size() == 2);
            call.cancel();
            call.cancel();
            Await.until("what is under way has ended", () -> {
                List.copyOf(waiting).forEach(answer -> answer.complete(Outcome.SUCCESS));
                return call.result().toCompletableFuture().isDone();
            });
            StoreReport report = Await.completed(call.result());
            assertThat(report.stored()).isEqualTo(2);
            assertThat(report.notStored()).hasSize(100 - report.stored())
                    .allSatisfy(result -> assertThat(result.inWords()).contains("cancelled"));
        }
    }

    @Test
    void atMostSoManyAreUnderWayAsAsked() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var handler = new ReceivedInstances(context -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(() -> {
                underWay.decrementAndGet();
                return Outcome.SUCCESS;
            });
        });
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, handler))) {
            Await.completed(local.user().store(local.node(), TestInstances.cts(100),
                    StoreOptions.STANDARD.withAtOnce(1), StoreListener.NONE).result());
        }
        assertThat(most).hasValue(1);
    }
}
