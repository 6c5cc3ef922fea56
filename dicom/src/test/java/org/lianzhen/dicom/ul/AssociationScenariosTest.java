package org.lianzhen.dicom.ul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.ul.Action.*;
import static org.lianzhen.dicom.ul.Event.*;
import static org.lianzhen.dicom.ul.State.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole associations walked through the table. */
class AssociationScenariosTest {
    private State state = STA1;
    private boolean requestor;
    private boolean acceptable = true;
    private final List<Action> actions = new ArrayList<>();

    @Test
    void requestorSendsAndReleases() {
        requestor = true;
        happens(A_ASSOCIATE_REQUEST, TRANSPORT_CONNECT_CONFIRM, A_ASSOCIATE_AC_PDU);
        assertThat(state).isEqualTo(STA6);
        happens(P_DATA_REQUEST, P_DATA_TF_PDU, A_RELEASE_REQUEST, P_DATA_TF_PDU, A_RELEASE_RP_PDU);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AE_1, AE_2, AE_3, DT_1, DT_2, AR_1, AR_6, AR_3);
    }

    @Test
    void acceptorReceivesAndIsReleased() {
        happens(TRANSPORT_CONNECT_INDICATION, A_ASSOCIATE_RQ_PDU, A_ASSOCIATE_RESPONSE_ACCEPT, P_DATA_TF_PDU,
                P_DATA_REQUEST, A_RELEASE_RQ_PDU, P_DATA_REQUEST, A_RELEASE_RESPONSE);
        assertThat(state).isEqualTo(STA13);
        happens(TRANSPORT_CONNECTION_CLOSED);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AE_5, AE_6, AE_7, DT_2, DT_1, AR_2, AR_7, AR_4, AR_5);
    }

    @Test
    void acceptorRejectsByItself() {
        acceptable = false;
        happens(TRANSPORT_CONNECT_INDICATION, A_ASSOCIATE_RQ_PDU);
        assertThat(state).isEqualTo(STA13);
        happens(ARTIM_TIMER_EXPIRED);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AE_5, AE_6, AA_2);
    }

    @Test
    void acceptorsUserRejects() {
        happens(TRANSPORT_CONNECT_INDICATION, A_ASSOCIATE_RQ_PDU, A_ASSOCIATE_RESPONSE_REJECT,
                TRANSPORT_CONNECTION_CLOSED);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AE_5, AE_6, AE_8, AR_5);
    }

    @Test
    void requestorIsRejected() {
        requestor = true;
        happens(A_ASSOCIATE_REQUEST, TRANSPORT_CONNECT_CONFIRM, A_ASSOCIATE_RJ_PDU);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AE_1, AE_2, AE_4);
    }

    @Test
    void silentPeersAreClosed() {
        happens(TRANSPORT_CONNECT_INDICATION, ARTIM_TIMER_EXPIRED);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AE_5, AA_2);
    }

    @Test
    void requestorSurvivesAReleaseCollision() {
        established(true);
        happens(A_RELEASE_REQUEST, A_RELEASE_RQ_PDU);
        assertThat(state).isEqualTo(STA9);
        happens(A_RELEASE_RESPONSE);
        assertThat(state).isEqualTo(STA11);
        happens(A_RELEASE_RP_PDU);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AR_1, AR_8, AR_9, AR_3);
    }

    @Test
    void acceptorSurvivesAReleaseCollision() {
        established(false);
        happens(A_RELEASE_REQUEST, A_RELEASE_RQ_PDU);
        assertThat(state).isEqualTo(STA10);
        happens(A_RELEASE_RP_PDU);
        assertThat(state).isEqualTo(STA12);
        happens(A_RELEASE_RESPONSE);
        assertThat(state).isEqualTo(STA13);
        happens(TRANSPORT_CONNECTION_CLOSED);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AR_1, AR_8, AR_10, AR_4, AR_5);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void garbageIsAnsweredWithAnAbort(boolean asRequestor) {
        established(asRequestor);
        happens(INVALID_PDU);
        assertThat(state).isEqualTo(STA13);
        happens(P_DATA_TF_PDU, A_RELEASE_RQ_PDU, TRANSPORT_CONNECTION_CLOSED);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AA_8, AA_6, AA_6, AR_5);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "STA1", "STA4" })
    void anAbortIsNeverAnsweredWithAnAbort(State where) {
        Transition transition = Objects.requireNonNull(TransitionTable.next(where, A_ABORT_PDU));

        assertThat(transition.action()).isIn(AA_2, AA_3);
        assertThat(transition.next()).isEqualTo(STA1);
    }

    @ParameterizedTest
    @EnumSource(names = { "STA3", "STA5", "STA6", "STA7", "STA8", "STA9", "STA10", "STA11", "STA12" })
    void anyAssociationCanBeAborted(State where) {
        state = where;
        happens(A_ABORT_REQUEST, TRANSPORT_CONNECTION_CLOSED);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AA_1, AR_5);
    }

    @Test
    void anAttemptToConnectCanBeGivenUp() {
        requestor = true;
        happens(A_ASSOCIATE_REQUEST, A_ABORT_REQUEST);

        assertThat(state).isEqualTo(STA1);
        assertThat(actions).containsExactly(AE_1, AA_2);
    }

    private void established(boolean asRequestor) {
        requestor = asRequestor;
        state = STA6;
    }

    private void happens(Event... events) {
        for (Event event : events) {
            Transition transition = TransitionTable.next(state, event);
            assertThat(transition).as("%s in %s", event, state).isNotNull();
            actions.add(transition.action());
            state = transition.next(transition.action() == AE_6 ? acceptable : requestor);
        }
    }
}
