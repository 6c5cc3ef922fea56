package org.lianzhen.gateway.postgres.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStore.Placing;
import org.lianzhen.gateway.order.SampleOrder;
import org.lianzhen.gateway.order.Worklist.Filter;
import org.lianzhen.gateway.order.Worklist.Scope;
import org.lianzhen.gateway.order.Worklist.Wanted;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresWorklistIT {
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TOWNSHIP_DOCTOR", "TS1",
            "10.0.0.1");
    private static final Scope OWN = new Scope("TS1", Set.of("TS1"), Set.of("TS1CT"));
    private static final Filter ALL = new Filter("", "", "", null, null);

    private TestPostgres database;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Order place(SampleOrder order) {
        return ((Placing.Placed) Await.result(new PostgresOrderStore(database.pool()).place(order.build(), DOCTOR)))
                .order();
    }

    private static SampleOrder of(String unit, String accession) {
        SampleOrder order = SampleOrder.of(accession);
        return new SampleOrder(unit, order.numbers(), order.content());
    }

    private List<String> found(Scope scope, Filter filter, int limit) {
        return Await.result(new PostgresWorklist(database.pool()).find(new Wanted(scope, filter, limit))).stream()
                .map(order -> order.numbers().accession()).toList();
    }

    private List<String> found(Filter filter) {
        return found(OWN, filter, 100);
    }

    @ParameterizedTest
    @CsvSource({ "ORDERED,true", "DISCONTINUED,true", "IN_PROGRESS,false", "PERFORMED,false", "CANCELLED,false" })
    void onlyWhatIsToBeDoneIsThere(OrderState state, boolean there) {
        Order order = place(SampleOrder.of("A1"));
        database.rows("update imaging_order set state = $2 where id = $1", order.id(), state.name());
        assertThat(found(ALL)).hasSize(there ? 1 : 0);
    }

    @Test
    void whatHasATimeComesFirstInItsOrder() {
        place(SampleOrder.of("A1").at("", null));
        place(SampleOrder.of("A2").at("", LocalDateTime.of(2026, 7, 2, 8, 0)));
        place(SampleOrder.of("A3").at("", LocalDateTime.of(2026, 7, 1, 8, 0)));
        place(SampleOrder.of("A4").at("", null));
        assertThat(found(ALL)).containsExactly("A3", "A2", "A1", "A4");
    }

    @Test
    void noMoreThanTheLimitComesAndTheEarliestOfThem() {
        for (int hour = 20; hour > 0; hour--) {
            place(SampleOrder.of("A" + hour).at("", LocalDateTime.of(2026, 7, 1, hour, 0)));
        }
        assertThat(found(OWN, ALL, 3)).containsExactly("A1", "A2", "A3");
        assertThat(found(OWN, ALL, 100)).hasSize(20);
    }

    @Test
    void aUnitSeesAllThatItOrderedWhereverItIsDone() {
        place(SampleOrder.of("A1").at("CH1MR", null));
        place(SampleOrder.of("A2").at("", null));
        assertThat(found(ALL)).containsExactly("A1", "A2");
        assertThat(found(new Scope("TS1", Set.of(), Set.of()), ALL, 100)).containsExactly("A1", "A2");
    }

    @Test
    void othersOrdersAreSeenAtDevicesOfTheUnitAndByAgreementOnly() {
        place(of("TS1", "A1").at("CH1MR", null));
        place(of("TS1", "A2").at("TS1CT", null));
        place(of("TS1", "A3").at("", null));
        place(of("TS2", "A4").at("CH1MR", null));
        Scope hospital = new Scope("CH1", Set.of("CH1", "TS1"), Set.of("CH1MR"));
        assertThat(found(hospital, ALL, 100)).containsExactly("A1");
        assertThat(found(new Scope("CH1", Set.of("CH1"), Set.of("CH1MR")), ALL, 100)).isEmpty();
        assertThat(found(new Scope("CH1", Set.of("CH1", "TS1"), Set.of()), ALL, 100)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "CT,'','',A1", "DX,'','',A2", "'',A2,'',A2", "'','',P1,A1", "CT,A1,P1,A1", "CT,A2,'',", "MR,'','',",
            "'','',P,", "'',a1,''," })
    void filtersMakeTheListShorter(String modality, String accession, String patientId, @Nullable String expected) {
        place(SampleOrder.of("A1"));
        place(SampleOrder.of("A2").patient("P2", "王^小东").modality("DX"));
        List<String> found = found(new Filter(modality, accession, patientId, null, null));
        assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource({ "2026-07-01,2026-07-01,A1 A2 A9", "2026-07-01,,A1 A2 A3 A9", ",2026-06-30,A0 A9", ",,A0 A1 A2 A3 A9",
            "2026-08-01,2026-08-31,A9", "2026-06-30,2026-07-02,A0 A1 A2 A3 A9" })
    void daysAreWholeOnesAndWhatHasNoTimeIsDueOnEach(@Nullable LocalDate from, @Nullable LocalDate to,
            String expected) {
        place(SampleOrder.of("A0").at("", LocalDateTime.of(2026, 6, 30, 23, 59, 59)));
        place(SampleOrder.of("A1").at("", LocalDateTime.of(2026, 7, 1, 0, 0)));
        place(SampleOrder.of("A2").at("", LocalDateTime.of(2026, 7, 1, 23, 59, 59, 999_000_000)));
        place(SampleOrder.of("A3").at("", LocalDateTime.of(2026, 7, 2, 0, 0)));
        place(SampleOrder.of("A9").at("", null));
        assertThat(String.join(" ", found(new Filter("", "", "", from, to)))).isEqualTo(expected);
    }

    @Test
    void anOrderComesBackAsItWasPlaced() {
        Order placed = place(SampleOrder.of("A1"));
        assertThat(Await.result(new PostgresWorklist(database.pool()).find(new Wanted(OWN, ALL, 1))))
                .containsExactly(placed);
    }
}
