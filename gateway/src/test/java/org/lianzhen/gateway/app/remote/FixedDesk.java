package org.lianzhen.gateway.app.remote;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.delivery.Answer;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryPage;
import org.lianzhen.gateway.delivery.DeliveryPage.Position;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.InstanceDelivery;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery.Instances;
import org.lianzhen.gateway.delivery.StudyDelivery.Missing;
import org.lianzhen.gateway.delivery.StudyDelivery.Proof;
import org.lianzhen.gateway.delivery.StudyDelivery.ProofState;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.member.Urgency;

/** Always tells the same, and notes what it is asked. */
final class FixedDesk implements DeliveryDesk {
    final List<Object> asked = new CopyOnWriteArrayList<>();
    private static final List<DestinationLoad> LOADS = List.of(new DestinationLoad("CH1",
            new DestinationLoad.Open(3, 4, 5, 6), 2, Instant.EPOCH, new DestinationLoad.Lately(70, 1),
            new DestinationLoad.Proofs(7, 8, 9, 10)));
    private static final StudyDelivery STUDY = new StudyDelivery("1.2.3", "CH1", "TS1",
            new Instances(1, 3, 0, 16, 2, 0, false), 27, Urgency.URGENT, new Answer("A700", "refused, A700H\u001B[2J"),
            null,
            Receipt.RECEIVING, null);
    /** As proofs go: to be found out, found out, unknown, and with something missing. */
    private static final List<StudyDelivery> PROOFS = List.of(
            proved(new Proof(ProofState.COMPLETE, ProofKind.COMMITMENT, Instant.EPOCH, Missing.NONE, Answer.NONE)),
            proved(new Proof(ProofState.UNPROVEN, null, Instant.EPOCH, Missing.NONE,
                    new Answer("NOT_OFFERED", "no presentation context"))),
            proved(new Proof(ProofState.FAILED, null, Instant.EPOCH,
                    new Missing(3, List.of("1.2.4.5", "1.2.4.7")), new Answer("MISSING", "3 of 412 missing"))));

    private static StudyDelivery proved(Proof proof) {
        return new StudyDelivery("1.2.4", "CH1", "TS1", new Instances(0, 0, 0, 409, 3, 0, false), 412, null,
                Answer.NONE, null, new Receipt(Receipt.Rule.QUIET, Instant.EPOCH), proof);
    }

    private <T> CompletionStage<T> answer(Object question, T answer) {
        asked.add(question);
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletionStage<List<DestinationLoad>> loads() {
        return answer("loads", LOADS);
    }

    @Override
    public CompletionStage<List<DestinationLoad>> loads(Set<String> units, Set<String> destinations) {
        return answer(units, LOADS);
    }

    @Override
    public CompletionStage<List<StudyDelivery>> ofStudy(String studyInstanceUid, Set<String> units) {
        return answer(studyInstanceUid, switch (studyInstanceUid) {
            case "1.2.3" -> List.of(STUDY);
            case "1.2.4" -> PROOFS;
            default -> List.of();
        });
    }

    @Override
    public CompletionStage<DeliveryPage> page(DeliverySelection selection, Position after, int limit) {
        return answer(selection, new DeliveryPage(List.of(STUDY), limit == 1
                ? Optional.of(new Position(Urgency.URGENT, Instant.EPOCH, new UUID(0, 1), "CH1"))
                : Optional.empty()));
    }

    @Override
    public CompletionStage<List<InstanceDelivery>> instances(DeliverySelection selection, String after, int limit) {
        return answer(selection, List.of(new InstanceDelivery("1.2.3.1", State.RETRY_AT, Urgency.URGENT, 2,
                new Answer("A700", "refused, A700H"), Instant.parse("2026-03-01T02:03:04.123Z"), Instant.EPOCH, null,
                new InstanceDelivery.Origin("all", 3, "UNIT=TS1"))));
    }

    @Override
    public CompletionStage<DeliveryOrder.Extent> preview(DeliveryOrder order) {
        return answer("preview", new DeliveryOrder.Extent(412, false));
    }

    @Override
    public CompletionStage<DeliveryOrder.Extent> carryOut(DeliveryOrder order) {
        return answer(order, new DeliveryOrder.Extent(412, order.selection().study() == null));
    }
}
