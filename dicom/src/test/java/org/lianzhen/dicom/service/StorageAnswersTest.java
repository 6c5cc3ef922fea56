package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;

/** What a handler says, and what the sender hears. */
class StorageAnswersTest {

    @Test
    void warningsCountAsStored() {
        var coerced = Outcome.of(Status.COERCION_OF_DATA_ELEMENTS, "Patient ID was corrected");
        var results = send(new ReceivedInstances(context -> CompletableFuture.completedStage(coerced)), 1);
        assertThat(results).singleElement().isInstanceOfSatisfying(InstanceResult.Stored.class,
                stored -> assertThat(stored.outcome()).isEqualTo(coerced));
    }

    @Test
    void failuresComeWithTheirReason() {
        var full = Outcome.of(Status.OUT_OF_RESOURCES, "the disk is full");
        var results = send(new ReceivedInstances(context -> CompletableFuture.completedStage(full)), 1);
        assertThat(results).singleElement().isInstanceOfSatisfying(InstanceResult.Failed.class, failed -> {
            assertThat(failed.outcome()).isEqualTo(full);
            assertThat(failed.inWords()).contains("A700H").contains("the disk is full");
        });
    }

    @Test
    void aRefusalAtTheBeginningLeavesTheAssociationIntact() {
        var calls = new AtomicInteger();
        var kept = new ReceivedInstances();
        var results = send(context -> {
            if (calls.getAndIncrement() == 0) {
                throw new DimseException(Status.NOT_AUTHORIZED, "not from you");
            }
            return kept.begin(context);
        }, 2);
        assertThat(results).hasSize(2).anySatisfy(result -> assertThat(statusOf(result))
                .isEqualTo(Status.NOT_AUTHORIZED));
        assertThat(kept.count()).isEqualTo(1);
    }

    @Test
    void aRefusalInTheMiddleDropsTheRest() {
        var aborted = new AtomicInteger();
        var results = send(context -> new DiscardingSink(length -> {
            throw new DimseException(Status.OUT_OF_RESOURCES, "no room for it");
        }, cause -> aborted.incrementAndGet()), 3);
        assertThat(results).hasSize(3).allSatisfy(result -> assertThat(statusOf(result))
                .isEqualTo(Status.OUT_OF_RESOURCES));
        assertThat(aborted).hasValue(3);
    }

    @Test
    void aFaultOfTheHandlerIsAProcessingFailureWithoutItsText() {
        var results = send(new ReceivedInstances(context -> CompletableFuture
                .failedStage(new IllegalStateException("secret of the house"))), 1);
        assertThat(results).singleElement().isInstanceOfSatisfying(InstanceResult.Failed.class, failed -> {
            assertThat(failed.outcome().status()).isEqualTo(Status.PROCESSING_FAILURE);
            assertThat(failed.inWords()).doesNotContain("secret");
        });
    }

    @Test
    void aHandlerThatNeverAnswersIsAnsweredFor() {
        StoreHandler silent = new ReceivedInstances(context -> new CompletableFuture<>());
        try (LocalNode local = LocalNode.of(builder -> builder.answerWithin(Duration.ofMillis(100))
                .storage(StoragePolicy.EVERYTHING, silent))) {
            var results = send(local, 1);
            assertThat(results).singleElement().satisfies(result -> assertThat(statusOf(result))
                    .isEqualTo(Status.PROCESSING_FAILURE));
        }
    }

    /** Eight are on their way before the first is answered, and the answers come in the opposite order. */
    @Test
    void answersMayComeInAnyOrder() {
        var waiting = Collections.synchronizedList(new ArrayList<CompletableFuture<Outcome>>());
        StoreHandler lazy = new ReceivedInstances(context -> {
            var answer = new CompletableFuture<Outcome>();
            waiting.add(answer);
            if (waiting.size() == 8) {
                waiting.reversed().forEach(each -> each.complete(Outcome.SUCCESS));
            }
            return answer;
        });
        assertThat(send(lazy, 8)).hasSize(8).allMatch(InstanceResult.Stored.class::isInstance);
    }

    private static Status statusOf(InstanceResult result) {
        return result instanceof InstanceResult.Failed failed ? failed.outcome().status() : Status.SUCCESS;
    }

    private static List<InstanceResult> send(StoreHandler handler, int count) {
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, handler))) {
            return send(local, count);
        }
    }

    private static List<InstanceResult> send(LocalNode local, int count) {
        var results = Collections.synchronizedList(new ArrayList<InstanceResult>());
        Await.completed(local.user()
                .store(local.node(), TestInstances.cts(count), StoreOptions.STANDARD, results::add).result());
        assertThat(local.established()).isEqualTo(1);
        return List.copyOf(results);
    }
}
