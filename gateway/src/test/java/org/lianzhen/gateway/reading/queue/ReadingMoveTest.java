package org.lianzhen.gateway.reading.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingMoveTest {

    /** By hand, beside the table of the domain rules: every move, from where it may be made, and where it leads. */
    @ParameterizedTest
    @CsvSource({ "RECEIVE, '', RECEIVING", "QUEUE, RECEIVING QUARANTINED RECALL_FOR_REPEAT, QUEUED",
            "QUARANTINE, RECEIVING QUEUED, QUARANTINED", "CLAIM, QUEUED SENT_BACK ESCALATED, CLAIMED",
            "RELEASE, CLAIMED IN_REVIEW, ", "ASSIGN, QUEUED CLAIMED SENT_BACK ESCALATED, CLAIMED",
            "WRITE, CLAIMED, PRELIM_WRITTEN", "REVIEW, PRELIM_WRITTEN, IN_REVIEW", "APPROVE, IN_REVIEW, APPROVED",
            "SEND_BACK, IN_REVIEW, SENT_BACK", "RECALL, CLAIMED, RECALL_FOR_REPEAT",
            "AMEND, APPROVED, CLAIMED", "DROP, CLAIMED IN_REVIEW, APPROVED", "WITHDRAW, APPROVED, WITHDRAWN",
            "REOPEN, WITHDRAWN, QUEUED",
            "ESCALATE, QUEUED CLAIMED SENT_BACK, ESCALATED", "RETURN, ESCALATED CLAIMED SENT_BACK, QUEUED",
            "REPLACE, RECALL_FOR_REPEAT, REPLACED",
            "REFILE, QUEUED QUARANTINED CLAIMED PRELIM_WRITTEN IN_REVIEW SENT_BACK APPROVED RECALL_FOR_REPEAT WITHDRAWN ESCALATED, RECEIVING" })
    void leadsFromHereToThere(ReadingMove move, String from, ReadingState to) {
        Set<ReadingState> states = EnumSet.noneOf(ReadingState.class);
        Arrays.stream(from.split(" ")).filter(state -> !state.isEmpty()).map(ReadingState::valueOf)
                .forEach(states::add);
        assertThat(move.from()).isEqualTo(states);
        assertThat(move.to()).isEqualTo(to);
    }

    @Test
    void anApprovedReportIsOnlyAmendedOrWithdrawnUnlessItIsAnotherPatients() {
        assertThat(ReadingMove.values()).filteredOn(move -> move.from().contains(ReadingState.APPROVED))
                .containsExactly(ReadingMove.AMEND, ReadingMove.WITHDRAW, ReadingMove.REFILE);
    }

    @ParameterizedTest
    @EnumSource
    void everyStateIsReached(ReadingState state) {
        assertThat(ReadingMove.values()).anyMatch(move -> move.to() == state);
    }
}
