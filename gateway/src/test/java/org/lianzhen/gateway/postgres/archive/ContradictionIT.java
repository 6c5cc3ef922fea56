package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.postgres.archive.SampleInstance.JPEG_LS;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Acceptance.Duplicate;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.archive.Acceptance.Parked;
import org.lianzhen.gateway.archive.Acceptance.Stored;
import org.lianzhen.gateway.postgres.TestPostgres;

/** What becomes of an instance that contradicts what is here. */
class ContradictionIT {
    private static final Stored STORED = new Stored();
    private static final String VERSIONS = "select version, state, park_reason from instance order by version";

    private TestPostgres database;
    private PostgresArchiveIndex index;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresArchiveIndex(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<Acceptance> store(SampleInstance... samples) {
        return index.begin(Stream.of(samples).map(SampleInstance::indexed).toList()).commit().toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void parksOtherContentUnderTheSameUidAndRaisesAnAlert() {
        var first = SampleInstance.of("1");
        store(first);
        assertThat(store(first.content("b"), first.content("c")))
                .containsExactly(new Parked(2, ParkReason.CONTENT_DIFFERS), new Parked(3, ParkReason.CONTENT_DIFFERS));
        assertThat(store(first.content("b"))).as("once more what is parked")
                .containsExactly(new Duplicate("object-1-sha-b"));
        assertThat(database.rows(VERSIONS)).containsExactly(row(1, "ACTIVE", null),
                row(2, "PARKED", "CONTENT_DIFFERS"), row(3, "PARKED", "CONTENT_DIFFERS"));
        assertThat(database
                .rows("select a.kind, i.version, a.unit from alert a join instance i on i.id = a.subject order by 2"))
                .containsExactly(List.of("CONTENT_DIFFERS", 2, "TS1"), List.of("CONTENT_DIFFERS", 3, "TS1"));
        assertThat(database.value("select instance_count from study")).isEqualTo(1);
        assertThat(database.value("select count(*) from arrival")).as("what is routed").isEqualTo(1L);
    }

    @Test
    void parksWhatSaysItsStudyBelongsToAnotherPatient() {
        var first = SampleInstance.of("1");
        store(first);
        assertThat(store(first.instance("2").patient("P2").named("赵^四")))
                .containsExactly(new Parked(1, ParkReason.PATIENT_DIFFERS));
        assertThat(database.value("select count(*) from arrival")).isEqualTo(1L);
        assertThat(database.rows("select patient_id, patient_name, unit, comparing from parking"))
                .as("the patient that it names").containsExactly(List.of("P2", "赵^四", "TS1", false));
    }

    @Test
    void parksAUidThatBelongsToAnotherSeries() {
        var first = SampleInstance.of("1");
        store(first);
        assertThat(store(first.series("S2", "CT").content("b")))
                .containsExactly(new Parked(2, ParkReason.PLACE_DIFFERS));
        assertThat(store(first.series("S2", "CT").syntax(JPEG_LS)))
                .as("in another series it is no copy, whatever its pixels")
                .containsExactly(new Parked(3, ParkReason.PLACE_DIFFERS));
    }

    @Test
    void holdsAnotherTransferSyntaxForComparisonWithoutAnAlert() {
        var first = SampleInstance.of("1");
        store(first);
        assertThat(store(first.syntax(JPEG_LS))).containsExactly(new Parked(2, ParkReason.SYNTAX_DIFFERS));
        assertThat(store(first.syntax(JPEG_LS))).containsExactly(new Duplicate("object-1-sha-1-" + JPEG_LS));
        assertThat(database.value("select count(*) from alert")).isEqualTo(0L);
        assertThat(database.rows("select comparing, comparisons from parking")).containsExactly(List.of(true, 0));
    }

    @Test
    void asksTheOwnerOfWhatIsContradicted() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.from("TS2").content("b"), first.from("TS2").study("T2").content("c"),
                first.from("TS2").instance("2").patient("P2"));
        assertThat(database.rows("select distinct unit from alert")).containsExactly(List.of("TS1"));
        assertThat(database.rows("select distinct unit from parking")).containsExactly(List.of("TS1"));
    }

    @Test
    void putsTheFirstThatAgreesInForceAfterOneThatDidNot() {
        store(SampleInstance.of("1"));
        var second = SampleInstance.of("2");
        store(second.patient("P2").content("wrong"));
        assertThat(store(second)).containsExactly(STORED);
        assertThat(database.rows("select version, state from instance where sop_instance_uid = '2' order by 1"))
                .containsExactly(List.of(1, "PARKED"), List.of(2, "ACTIVE"));
        assertThat(database.rows("select instance_count, series_count, bytes, modalities::text from study"))
                .containsExactly(List.of(2, 1, 200L, "{CT}"));
        assertThat(database.rows("select instance_count from series")).containsExactly(List.of(2));
        assertThat(database.value("select count(*) from arrival where not warning")).isEqualTo(2L);
        assertThat(store(second.content("third"))).containsExactly(new Parked(3, ParkReason.CONTENT_DIFFERS));
    }

    @Test
    void routesAnEmergencyWithAWarning() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.content("b").emergency(), first.content("c"), first.syntax(JPEG_LS).emergency(),
                first.instance("2").patient("P2").emergency());
        assertThat(database
                .rows("select i.park_reason, a.urgency::text from arrival a join instance i on i.id = a.instance"
                        + " where a.warning order by 1"))
                .as("but not before what may be the same has been compared")
                .containsExactly(List.of("CONTENT_DIFFERS", "EMERGENCY"), List.of("PATIENT_DIFFERS", "EMERGENCY"));
        assertThat(database.value("select count(*) from parking where comparing and emergency")).isEqualTo(1L);
    }

    @Test
    void commitsToWhatIsParkedEvenInSomebodyElsesStudy() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.from("TS2").instance("2").patient("P2"));
        assertThat(isDurable("2", "TS2")).isTrue();
        assertThat(isDurable("2", "CH1")).isFalse();
    }

    private boolean isDurable(String uid, String unit) {
        var reference = new SopReference("1.2.840.10008.5.1.4.1.1.2", uid);
        return new PostgresArchiveSearch(database.pool()).durable(List.of(reference), Set.of(unit))
                .toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join().equals(Set.of(reference));
    }

    @Test
    void commitsToEveryUnitThatSentTheSameBytes() {
        var first = SampleInstance.of("1");
        store(first);
        store(first);
        assertThat(database.value("select count(*) from instance_holder")).as("the sender of what is kept")
                .isEqualTo(0L);
        assertThat(isDurable("1", "TS2")).as("sent by another unit").isFalse();
        assertThat(store(first.from("TS2"), first.from("TS2"))).containsOnly(new Duplicate("object-1"));
        assertThat(store(first.from("TS2"))).containsExactly(new Duplicate("object-1"));
        assertThat(isDurable("1", "TS2")).isTrue();
        assertThat(isDurable("1", "CH1")).isFalse();
        assertThat(database.rows("select i.sop_instance_uid, h.unit from instance_holder h"
                + " join instance i on i.id = h.instance")).containsExactly(List.of("1", "TS2"));
        assertThat(database.rows("select distinct unit from study")).as("whose study it is")
                .containsExactly(List.of("TS1"));
    }
}
