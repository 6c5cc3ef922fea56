package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.ul.Event.A_ASSOCIATE_AC_PDU;
import static org.lianzhen.dicom.ul.Event.A_ASSOCIATE_RQ_PDU;
import static org.lianzhen.dicom.ul.Event.A_RELEASE_RESPONSE;
import static org.lianzhen.dicom.ul.Event.A_RELEASE_RP_PDU;
import static org.lianzhen.dicom.ul.Event.A_RELEASE_RQ_PDU;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lianzhen.dicom.ul.Event;
import org.lianzhen.dicom.ul.State;
import org.lianzhen.dicom.ul.Table910;
import org.lianzhen.dicom.ul.Table910.Cell;

/** Every cell of PS3.8 Table 9-10 as the peer and the user of a connection see it: PDUs sent, indications, timer, end. */
class UpperLayerTest {
    /** We have a connection before there is an upper layer to ask for an association. */
    private static final State NEVER_ENTERED = State.STA4;

    /** PS3.8 tables 9-6 to 9-9; a timer that is not named does not run. */
    private static final Map<String, List<String>> EFFECTS = Map.ofEntries(
            Map.entry("AE-3", List.of("A-ASSOCIATE confirmation")),
            Map.entry("AE-4", List.of("A-ASSOCIATE confirmation (reject)", "closed")),
            Map.entry("AE-5", List.of("ARTIM")),
            Map.entry("AE-6", List.of("A-ASSOCIATE indication")),
            Map.entry("AE-7", List.of("sent AssociateAc")),
            Map.entry("AE-8", List.of("sent AssociateRj 1/1/7", "ARTIM")),
            Map.entry("DT-1", List.of()),
            Map.entry("DT-2", List.of("P-DATA indication")),
            Map.entry("AR-1", List.of("sent ReleaseRq")),
            Map.entry("AR-2", List.of("A-RELEASE indication")),
            Map.entry("AR-3", List.of("Released", "closed")),
            Map.entry("AR-4", List.of("Released", "sent ReleaseRp", "ARTIM")),
            Map.entry("AR-5", List.of()),
            Map.entry("AR-6", List.of("P-DATA indication")),
            Map.entry("AR-7", List.of()),
            Map.entry("AR-8", List.of("A-RELEASE indication")),
            Map.entry("AR-9", List.of("sent ReleaseRp")),
            Map.entry("AR-10", List.of("A-RELEASE confirmation")),
            Map.entry("AA-1", List.of("AbortedByUs", "sent Abort 0/0", "ARTIM")),
            Map.entry("AA-3", List.of("AbortedByPeer", "closed")),
            Map.entry("AA-4", List.of("ConnectionLost")),
            Map.entry("AA-5", List.of("ConnectionLost")),
            Map.entry("AA-6", List.of("ARTIM")),
            Map.entry("AA-7", List.of("sent Abort 2/2", "ARTIM")),
            Map.entry("AA-8", List.of("AbortedByUs", "sent Abort 2/2", "ARTIM")));

    /** There a request or a connection cannot be, and an end is one whatever the table says: see the tests below. */
    private static final Set<Event> OTHERWISE = Set.of(Event.A_ASSOCIATE_REQUEST, Event.TRANSPORT_CONNECT_CONFIRM,
            Event.TRANSPORT_CONNECT_INDICATION, Event.A_ABORT_REQUEST, Event.TRANSPORT_CONNECTION_CLOSED,
            Event.INVALID_PDU);
    private static final Set<Event> OURS = Set.of(Event.A_ASSOCIATE_RESPONSE_ACCEPT, Event.A_ASSOCIATE_RESPONSE_REJECT,
            Event.A_RELEASE_REQUEST);

    private static List<String> effects(Cell cell) {
        if (!cell.action().equals("AA-2")) {
            return cell.event() == Event.INVALID_PDU ? EFFECTS.get(cell.action()).stream().map(
                    effect -> effect.replace("2/2", "2/1")).toList() : EFFECTS.get(cell.action());
        }
        if (cell.state() == State.STA13) { // the user knows already
            return List.of("closed");
        }
        return List.of(cell.event() == Event.A_ABORT_PDU ? "AbortedByPeer" : "TimedOut", "closed");
    }

    private static TestProvider in(State state) {
        var provider = new TestProvider(Set.of(State.STA5, State.STA9, State.STA11).contains(state));
        bring(provider, state);
        provider.forget();
        return provider;
    }

    private static void bring(TestProvider provider, State state) {
        switch (state) {
            case STA1, STA4 -> {
                // that is how it begins
            }
            case STA2 -> provider.happens(Event.TRANSPORT_CONNECT_INDICATION);
            case STA3 -> then(provider, State.STA2, A_ASSOCIATE_RQ_PDU);
            case STA5 -> provider.happens(Event.A_ASSOCIATE_REQUEST);
            case STA6 -> established(provider);
            case STA7 -> then(provider, State.STA6, Event.A_RELEASE_REQUEST);
            case STA8 -> then(provider, State.STA6, A_RELEASE_RQ_PDU);
            case STA9, STA10 -> then(provider, State.STA7, A_RELEASE_RQ_PDU);
            case STA11 -> then(provider, State.STA9, A_RELEASE_RESPONSE);
            case STA12 -> then(provider, State.STA10, A_RELEASE_RP_PDU);
            case STA13 -> then(provider, State.STA8, A_RELEASE_RESPONSE);
        }
    }

    private static void then(TestProvider provider, State before, Event event) {
        bring(provider, before);
        provider.happens(event);
    }

    private static void established(TestProvider provider) {
        if (provider.isRequestor()) {
            then(provider, State.STA5, A_ASSOCIATE_AC_PDU);
        } else {
            then(provider, State.STA3, Event.A_ASSOCIATE_RESPONSE_ACCEPT);
        }
    }

    static Stream<Cell> filledCells() {
        return Table910.cells().stream().filter(cell -> !cell.isBlank() && cell.state() != NEVER_ENTERED
                && cell.event() != Event.A_ASSOCIATE_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("filledCells")
    void doesWhatTheStandardSays(Cell cell) {
        try (TestProvider provider = in(cell.state())) {
            provider.happens(cell.event());
            assertThat(provider.seen()).isEqualTo(effects(cell));
            assertThat(provider.state()).isEqualTo(TestProvider.view(cell.next()));
        }
    }

    static Stream<Cell> blankCells() {
        return Table910.cells().stream().filter(
                cell -> cell.isBlank() && cell.state() != NEVER_ENTERED && !OTHERWISE.contains(cell.event()));
    }

    @ParameterizedTest
    @MethodSource("blankCells")
    void doesNothingWhereTheStandardIsBlank(Cell cell) {
        try (TestProvider provider = in(cell.state())) {
            TestProvider.View before = provider.state();
            if (OURS.contains(cell.event())) {
                assertThatThrownBy(() -> provider.happens(cell.event())).isInstanceOf(IllegalStateException.class);
            } else {
                provider.happens(cell.event());
            }
            assertThat(provider.seen()).isSubsetOf("ARTIM");
            assertThat(provider.state()).isEqualTo(before);
        }
    }

    @Test
    void asksForAnAssociationAsSoonAsThereIsAConnection() {
        try (var provider = new TestProvider(true)) {
            provider.happens(Event.A_ASSOCIATE_REQUEST);
            assertThat(provider.seen()).containsExactly("sent AssociateRq");
        }
    }

    @Test
    void inACollisionTheRequestorRespondsFirst() {
        try (TestProvider requestor = in(State.STA9); TestProvider acceptor = in(State.STA10)) {
            acceptor.happens(A_RELEASE_RESPONSE);
            assertThat(acceptor.seen()).as("waits for its confirmation").isEmpty();
            requestor.happens(A_RELEASE_RESPONSE);
            assertThat(requestor.seen()).containsExactly("sent ReleaseRp");
        }
    }

    @Test
    void rejectsAProtocolVersionThatItDoesNotSpeak() {
        try (TestProvider provider = in(State.STA2)) {
            provider.receivesRequestOfVersion(2);
            assertThat(provider.seen()).containsExactly("rejected by provider", "sent AssociateRj 1/2/2", "ARTIM");
        }
    }

    @Test
    void whoeverGivesUpBeforeThereIsAnAssociationOnlyCloses() {
        try (TestProvider provider = in(State.STA2)) {
            provider.happens(Event.A_ABORT_REQUEST);
            assertThat(provider.seen()).containsExactly("AbortedByUs", "closed");
        }
        try (TestProvider provider = in(State.STA13)) {
            provider.happens(Event.A_ABORT_REQUEST);
            assertThat(provider.seen()).as("the peer still has its time to close").containsExactly("ARTIM");
        }
    }

    @Test
    void aConnectionThatEndsBeforeItBeganIsToldOf() {
        try (TestProvider provider = in(State.STA1)) {
            provider.happens(Event.TRANSPORT_CONNECTION_CLOSED);
            assertThat(provider.seen()).containsExactly("ConnectionLost");
        }
        try (TestProvider provider = in(State.STA1)) {
            provider.happens(Event.INVALID_PDU);
            assertThat(provider.seen()).containsExactly("Dropped", "closed");
        }
    }
}
