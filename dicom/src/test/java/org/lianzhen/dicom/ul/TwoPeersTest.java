package org.lianzhen.dicom.ul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * A requestor and an acceptor that both follow the table, with users who do what they like and a network that delivers
 * when it likes: neither side may ever find the other's PDUs illegal, and every association ends on both sides.
 */
class TwoPeersTest {
    private static final int STEPS = 60;
    private static final int MORE_STEPS_THAN_ANY_END_TAKES = 100;
    /** What a user may do; the table says when. */
    private static final List<Event> USER = List.of(Event.A_ASSOCIATE_RESPONSE_ACCEPT,
            Event.A_ASSOCIATE_RESPONSE_REJECT, Event.P_DATA_REQUEST, Event.P_DATA_REQUEST, Event.P_DATA_REQUEST,
            Event.A_RELEASE_REQUEST, Event.A_RELEASE_RESPONSE, Event.A_ABORT_REQUEST);

    @Property(tries = 1000)
    void understandEachOther(@ForAll long seed) {
        Random random = new Random(seed);
        Peer requestor = new Peer(true);
        Peer acceptor = new Peer(false);
        requestor.other = acceptor;
        acceptor.other = requestor;
        requestor.happens(Event.A_ASSOCIATE_REQUEST);
        requestor.happens(Event.TRANSPORT_CONNECT_CONFIRM);
        acceptor.happens(Event.TRANSPORT_CONNECT_INDICATION);

        for (int step = 0; step < STEPS; step++) {
            Peer peer = random.nextBoolean() ? requestor : acceptor;
            if (random.nextBoolean()) {
                peer.receive();
            } else {
                peer.userDoes(USER.get(random.nextInt(USER.size())));
            }
        }
        wind(requestor, acceptor);

        for (Peer peer : List.of(requestor, acceptor)) {
            assertThat(peer.state).isEqualTo(State.STA1);
            assertThat(peer.performed).doesNotContain(Action.AA_8, Action.AA_7);
            assertThat(peer.indicatedAfterRelease).as("data delivered to a user who was told of the end").isFalse();
        }
    }

    /** Delivers what is on the way; users now release or agree to a release, and nothing else. */
    private static void wind(Peer requestor, Peer acceptor) {
        for (int step = 0; step < MORE_STEPS_THAN_ANY_END_TAKES; step++) {
            for (Peer peer : List.of(requestor, acceptor)) {
                peer.userDoes(Event.A_ASSOCIATE_RESPONSE_ACCEPT);
                peer.userDoes(Event.A_RELEASE_REQUEST);
                peer.userDoes(Event.A_RELEASE_RESPONSE);
                peer.receive();
            }
        }
        for (Peer peer : List.of(requestor, acceptor)) {
            if (peer.state == State.STA13) {
                peer.happens(Event.ARTIM_TIMER_EXPIRED);
            }
        }
    }

    private static final class Peer {
        private final boolean requestor;
        private final Queue<Event> arriving = new ArrayDeque<>();
        private final List<Action> performed = new ArrayList<>();
        private @Nullable Peer other;
        private State state = State.STA1;
        private boolean releaseIndicated;
        private boolean indicatedAfterRelease;
        private boolean closed;

        Peer(boolean requestor) {
            this.requestor = requestor;
        }

        void receive() {
            Event event = arriving.poll();
            if (event != null && !closed) {
                happens(event);
            }
        }

        void userDoes(Event event) {
            if (!closed && TransitionTable.next(state, event) != null) {
                happens(event);
            }
        }

        void happens(Event event) {
            Transition transition = TransitionTable.next(state, event);
            assertThat(transition).as("%s in %s", event, state).isNotNull();
            performed.add(transition.action());
            state = transition.next(transition.action() == Action.AE_6 || requestor);
            perform(transition.action());
        }

        private void perform(Action action) {
            switch (action) {
                case AE_2 -> send(Event.A_ASSOCIATE_RQ_PDU);
                case AE_7 -> send(Event.A_ASSOCIATE_AC_PDU);
                case AE_8 -> send(Event.A_ASSOCIATE_RJ_PDU);
                case DT_1, AR_7 -> send(Event.P_DATA_TF_PDU);
                case DT_2, AR_6 -> indicatedAfterRelease |= releaseIndicated;
                case AR_1 -> send(Event.A_RELEASE_RQ_PDU);
                case AR_2, AR_8 -> releaseIndicated = true;
                case AR_4, AR_9 -> send(Event.A_RELEASE_RP_PDU);
                case AA_1, AA_7, AA_8 -> send(Event.A_ABORT_PDU);
                case AE_4, AR_3, AA_2, AA_3 -> close();
                case AE_1, AE_3, AE_5, AE_6, AR_5, AR_10, AA_4, AA_5, AA_6 -> {
                    // concerns the user, a timer or nobody: nothing that the other peer would see
                }
            }
        }

        private void close() {
            closed = true;
            send(Event.TRANSPORT_CONNECTION_CLOSED);
        }

        private void send(Event event) {
            Objects.requireNonNull(other).arriving.add(event);
        }
    }
}
