package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.intake.Uploaded;
import org.lianzhen.gateway.intake.Uploaded.Fault;

/** The Store Instances Response Module and the status that goes with it. */
class StoreResponseTest {
    private static final String BASE = "https://x";
    private static final String ADDRESS = BASE + "/dicom-web/studies";

    private static Uploaded kept(String study, Acceptance acceptance) {
        return new Uploaded.Kept(new SopReference(SopClass.CTImageStorage, study + ".1.1"), study, study + ".1",
                acceptance);
    }

    private static Uploaded refused(Fault fault, Status reason) {
        return new Uploaded.Refused(null, fault, reason, "why");
    }

    private static StoreOutcome of(Uploaded... files) {
        return new StoreOutcome(Arrays.asList(files), null);
    }

    private static JsonObject json(StoreOutcome outcome) {
        return new JsonObject(new String(StoreResponse.json(outcome, BASE).toArray(), StandardCharsets.UTF_8));
    }

    @Test
    void namesTheStudyOnlyWhenThereIsOne() {
        var stored = new Acceptance.Stored();
        assertThat(StoreSite.value(json(of(kept("1.2", stored), kept("1.2", stored))), "00081190"))
                .isEqualTo(ADDRESS + "/1.2");
        JsonObject many = json(of(kept("1.2", stored), kept("1.3", stored)));
        assertThat(many.getJsonObject("00081190").getMap()).isEqualTo(Map.of("vr", "UR"));
        assertThat(StoreSite.values(StoreSite.items(many, "00081199"), "00081190"))
                .containsExactly(ADDRESS + "/1.2/series/1.2.1/instances/1.2.1.1",
                        ADDRESS + "/1.3/series/1.3.1/instances/1.3.1.1");
    }

    @ParameterizedTest
    @CsvSource({ "CONTENT_DIFFERS, 45313", "PATIENT_DIFFERS, 45314", "PLACE_DIFFERS, 45315", "SYNTAX_DIFFERS, 45316",
            "NOT_COMPARABLE, 45317" })
    void warnsOfWhatIsParkedEachReasonByACodeOfItsOwn(ParkReason reason, int code) {
        StoreOutcome outcome = of(kept("1.2", new Acceptance.Parked(2, reason)));
        assertThat(outcome.status()).isEqualTo(202);
        assertThat(StoreSite.value(StoreSite.items(json(outcome), "00081199").getFirst(), "00081196"))
                .isEqualTo(code);
    }

    @Test
    void whatIsParkedHasNoAddress() {
        JsonObject parked = json(of(kept("1.2", new Acceptance.Parked(2, ParkReason.CONTENT_DIFFERS))));
        assertThat(parked.getJsonObject("00081190").getMap()).isEqualTo(Map.of("vr", "UR"));
        assertThat(StoreSite.items(parked, "00081199")).singleElement()
                .satisfies(item -> assertThat(item.getJsonObject("00081190").getMap()).isEqualTo(Map.of("vr", "UR")));
        JsonObject both = json(of(kept("1.2", new Acceptance.Stored()),
                kept("1.3", new Acceptance.Parked(1, ParkReason.PLACE_DIFFERS))));
        assertThat(StoreSite.value(both, "00081190")).isEqualTo(ADDRESS + "/1.2");
    }

    @Test
    void saysOfEveryFailureWhichPartItIsAndWhy() {
        StoreOutcome outcome = new StoreOutcome(List.of(kept("1.2", new Acceptance.Stored()),
                refused(Fault.FILE, Status.UNABLE_TO_PROCESS)), "cut");
        List<JsonObject> others = StoreSite.items(json(outcome), "0008119A");
        assertThat(StoreSite.values(others, "00091001")).containsExactly(2, 3);
        assertThat(StoreSite.values(others, "00091002")).containsExactly("why", "cut");
        assertThat(StoreSite.values(others, "00090010")).containsOnly("LIANZHEN STORE");
    }

    @Test
    void tellsWhatWasHereBeforeFromWhatIsNew() {
        JsonObject both = json(of(kept("1.2", new Acceptance.Stored()), kept("1.3", new Acceptance.Duplicate("kept"))));
        List<JsonObject> items = StoreSite.items(both, "00081199");
        assertThat(items.getFirst().containsKey("00091003")).isFalse();
        assertThat(StoreSite.value(items.getLast(), "00091003")).isEqualTo("YES");
        assertThat(StoreSite.value(items.getLast(), "00090010")).isEqualTo("LIANZHEN STORE");
    }

    @Test
    void theStatusIsThatOfTheStandardsTable() {
        Uploaded stored = kept("1.2", new Acceptance.Stored());
        Uploaded duplicate = kept("1.2", new Acceptance.Duplicate("kept"));
        Uploaded bad = refused(Fault.FILE, Status.UNABLE_TO_PROCESS);
        assertThat(of(stored, duplicate).status()).isEqualTo(200);
        assertThat(of(stored, bad).status()).isEqualTo(202);
        assertThat(new StoreOutcome(List.of(stored), "cut").status()).isEqualTo(202);
        assertThat(of(bad, bad).status()).isEqualTo(409);
        assertThat(of(bad).isAnyRefusedBy(Fault.INDEX)).isFalse();
        assertThat(of(bad, refused(Fault.INDEX, Status.OUT_OF_RESOURCES)).isAnyRefusedBy(Fault.INDEX)).isTrue();
    }
}
