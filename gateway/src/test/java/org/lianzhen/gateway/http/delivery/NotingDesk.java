package org.lianzhen.gateway.http.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.delivery.Answer;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Extent;
import org.lianzhen.gateway.delivery.DeliveryPage;
import org.lianzhen.gateway.delivery.DeliveryPage.Position;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.InstanceDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery.Instances;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.member.Urgency;

/** Notes what it is asked and answers what it is told to. */
final class NotingDesk implements DeliveryDesk {
    private static final StudyDelivery WAITING = new StudyDelivery("1.2.3", "CH1", "TS1",
            new Instances(0, 4, 0, 16, 1, 0, false), 29, Urgency.URGENT,
            new Answer("A700", "refused, A700H: out of resources"),
            Instant.parse("2026-03-01T02:03:04Z"), Receipt.RECEIVING, null);
    private static final InstanceDelivery.Origin ORIGIN = new InstanceDelivery.Origin("all", 3, "UNIT=TS1");
    private static final List<DestinationLoad> LOADS = List.of(
            new DestinationLoad("CH1", new DestinationLoad.Open(3, 4, 5, 6), 2, Instant.EPOCH,
                    new DestinationLoad.Lately(70, 1), new DestinationLoad.Proofs(7, 8, 9, 10)),
            new DestinationLoad("CH2", new DestinationLoad.Open(0, 0, 0, 0), 0, null,
                    new DestinationLoad.Lately(0, 0), new DestinationLoad.Proofs(0, 0, 0, 0)));
    volatile int changed = 4;
    volatile boolean away;
    volatile List<StudyDelivery> found = List.of(WAITING);
    volatile Optional<Position> next = Optional.empty();
    volatile List<InstanceDelivery> instances = List.of(
            new InstanceDelivery("1.2.3.1", State.RETRY_AT, Urgency.URGENT, 2, new Answer("A700", "refused, A700H"),
                    Instant.EPOCH,
                    Instant.EPOCH, null, ORIGIN),
            new InstanceDelivery("1.2.3.2", State.DELIVERED, Urgency.URGENT, 1, new Answer("0000", "stored"), null,
                    Instant.EPOCH,
                    Instant.EPOCH, ORIGIN));
    final List<Object> asked = Collections.synchronizedList(new ArrayList<>());

    private <T> CompletionStage<T> answer(T answer, Object... question) {
        asked.addAll(List.of(question));
        return away ? CompletableFuture.failedFuture(new IndexUnavailableException("away",
                IndexUnavailableException.Rows.LOST, new IOException()))
                : CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletionStage<List<DestinationLoad>> loads() {
        return answer(LOADS, "all");
    }

    @Override
    public CompletionStage<List<DestinationLoad>> loads(Set<String> units, Set<String> destinations) {
        return answer(LOADS, units, destinations);
    }

    @Override
    public CompletionStage<List<StudyDelivery>> ofStudy(String studyInstanceUid, Set<String> units) {
        return answer(found, studyInstanceUid, units);
    }

    @Override
    public CompletionStage<DeliveryPage> page(DeliverySelection selection, Position after, int limit) {
        return answer(new DeliveryPage(found, next), selection, after, limit);
    }

    @Override
    public CompletionStage<List<InstanceDelivery>> instances(DeliverySelection selection, String after,
            int limit) {
        return answer(instances, selection, after, limit);
    }

    @Override
    public CompletionStage<Extent> preview(DeliveryOrder order) {
        return answer(new Extent(100_000, true), "preview", order);
    }

    @Override
    public CompletionStage<Extent> carryOut(DeliveryOrder order) {
        return answer(new Extent(changed, false), order);
    }
}
