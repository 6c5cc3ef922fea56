package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.delivery.StudyDelivery.Instances;
import org.lianzhen.gateway.delivery.StudyDelivery.Missing;
import org.lianzhen.gateway.delivery.StudyDelivery.Proof;
import org.lianzhen.gateway.delivery.StudyDelivery.ProofState;
import org.lianzhen.gateway.delivery.StudyDelivery.State;

class StudyDeliveryTest {
    private static final Receipt STABLE = new Receipt(Receipt.Rule.QUIET, Instant.EPOCH);

    private static StudyDelivery study(Instances instances, Receipt received, ProofState proof) {
        return new StudyDelivery("1.2", "CH1", "TS1", instances, 0, null, Answer.NONE, null, received,
                proof == null ? null : new Proof(proof, null, null, Missing.NONE, Answer.NONE));
    }

    /** The instances in the order of their states: queued, retryAt, held, delivered, failed, cancelled. */
    private static Instances instances(String counts, boolean sending) {
        int[] each = Stream.of(counts.split(" ")).mapToInt(Integer::parseInt).toArray();
        return new Instances(each[0], each[1], each[2], each[3], each[4], each[5], sending);
    }

    @ParameterizedTest
    @CsvSource({ "1 1 1 1 1 1, true, HELD", "1 1 0 1 1 1, true, SENDING", "1 1 0 1 1 1, false, QUEUED",
            "0 1 0 1 1 1, false, RETRY_AT", "0 0 0 1 1 1, false, FAILED", "0 0 0 1 0 1, false, DELIVERED",
            "0 0 0 0 0 1, false, CANCELLED" })
    void itsStateIsTheOneThatMostNeedsAttention(String counts, boolean sending, State state) {
        assertThat(study(instances(counts, sending), Receipt.RECEIVING, null).state()).isEqualTo(state);
    }

    @Test
    void isCompleteWhenAllOfAStudyThatIsHereAsAWholeIsProvedToBeThere() {
        Instances all = instances("0 0 0 3 0 0", false);
        assertThat(study(all, STABLE, ProofState.COMPLETE).state()).isEqualTo(State.COMPLETE);
        assertThat(study(all, Receipt.RECEIVING, ProofState.COMPLETE).state()).isEqualTo(State.DELIVERED);
        assertThat(study(all, STABLE, ProofState.UNPROVEN).state()).isEqualTo(State.DELIVERED);
        assertThat(study(all, STABLE, null).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void whatHasEndedGoesOnByAWordOnly() {
        assertThat(Stream.of(State.values()).filter(State::hasEnded)).containsExactlyInAnyOrder(State.DELIVERED,
                State.COMPLETE, State.FAILED, State.CANCELLED);
        Set<DeliveryOrder.Action> about = EnumSet.allOf(DeliveryOrder.Action.class);
        about.removeIf(action -> !action.isAboutEnded());
        assertThat(about).containsExactly(DeliveryOrder.Action.RESEND, DeliveryOrder.Action.VERIFY);
    }
}
