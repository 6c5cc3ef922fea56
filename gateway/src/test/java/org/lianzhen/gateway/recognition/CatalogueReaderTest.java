package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.version.DocumentException;

class CatalogueReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Place CH1 = new Place("CH1", "XX1", "341322", Unit.Level.COUNTY);
    private static final Place TS1 = new Place("TS1", "XX1", "341322", Unit.Level.TOWNSHIP);
    private static final Place UNKNOWN = new Place("OUT1", "XX1", "", null);

    private static String standard() {
        return CatalogueBook.of(new TestDocuments()).inForce().version().document();
    }

    private static Catalogue read(String document) throws DocumentException {
        return CatalogueReader.read(document);
    }

    @Test
    void whatComesWithTheGatewayHasTheWindowsThatWerePublished() {
        Catalogue catalogue = CatalogueBook.of(new TestDocuments()).inForce().content();
        assertThat(catalogue.items()).hasSize(11);
        assertThat(catalogue.item("LAB-K", TODAY)).map(RecognitionItem::validityDays).contains(7);
        assertThat(catalogue.item("LAB-GLU", TODAY)).map(RecognitionItem::validityDays).contains(30);
        assertThat(catalogue.item("LAB-HBA1C", TODAY)).map(RecognitionItem::validityDays).contains(60);
        assertThat(catalogue.item("CT-CHESTABD-P", TODAY).orElseThrow().covers()).containsExactly("CT-CHEST-P");
        assertThat(catalogue.items().stream().filter(item -> !item.imagesRequired()).map(RecognitionItem::code))
                .containsExactlyInAnyOrder("LAB-K", "LAB-GLU", "LAB-HBA1C", "ECG-12");
        assertThat(catalogue.item("CT-CHEST-P").orElseThrow().price()).isEqualTo(new BigDecimal("200"));
        assertThat(catalogue.reasons().stream().map(DeclineReason::code)).containsExactly("R1", "R2", "R3", "R4", "R5",
                "R6", "R6a", "R6b", "R6c", "R6d");
        assertThat(catalogue.reason("R6").orElseThrow().leastText()).isEqualTo(10);
        assertThat(catalogue.reason("R6b").orElseThrow().counted()).isEqualTo("R6");
        assertThat(catalogue.limits()).isEqualTo(
                new RecognitionLimits(Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofDays(1), 3));
    }

    @Test
    void anItemIsThereOnItsDaysOnly() throws DocumentException {
        Catalogue catalogue = read(standard().replace("validityDays: 7,",
                "validityDays: 7, from: 2026-07-01, to: 2026-07-31,"));
        assertThat(catalogue.item("LAB-K", TODAY)).isEmpty();
        assertThat(catalogue.item("LAB-K", TODAY.plusDays(1))).isPresent();
        assertThat(catalogue.item("LAB-K", TODAY.plusDays(31))).isPresent();
        assertThat(catalogue.item("LAB-K", TODAY.plusDays(32))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "code: LAB-GLU | code: LAB-K | items[9]: code is there twice: LAB-K",
            "code: LAB-K | code: k | code must be 1 to 32 capital letters",
            "validityDays: 7 | validityDays: -1 | validityDays must be a number from 0 to 3660",
            "validityDays: 7 | validityDays: 3661 | validityDays must be a number from 0 to 3660",
            "price: 380 | price: 60.505 | price must be yuan",
            "price: 380 | price: -1 | price must be yuan",
            "covers: [CT-CHEST-P] | covers: [CT-NONE] | CT-CHESTABD-P covers an item that is not there: CT-NONE",
            "laterality: B | laterality: X | laterality must be L, R or B",
            "modality: MG | windows: 3 | windows is not known here",
            "{code: R4 | {code: R9 | reasons must have R4",
            "of: R6} | of: R7} | R6a is part of what is not there: R7",
            "provinces: [50, 51] | provinces: [500] | provinces must be the first two digits",
            "answerMillis: 1000 | answerMillis: 60000 | answerMillis must be a number from 50 to 5000",
            "'directions: [PEER, DOWNWARD, UPWARD]' | 'directions: [SIDEWARD]' | directions must be some of",
            "limits: { | times: { | limits are missing" })
    void everyFaultOfADocumentIsToldWithItsPlace(String right, String wrong, String told) {
        assertThat(standard()).contains(right);
        assertThatThrownBy(() -> read(standard().replace(right, wrong)))
                .isInstanceOfSatisfying(DocumentException.class, fault -> assertThat(fault.problems())
                        .anySatisfy(problem -> assertThat(problem).contains(told)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[", "items: 3", "- a" })
    void whatIsNoDocumentIsRefused(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(DocumentException.class);
    }

    private static OutcomeCode judged(Catalogue catalogue, Place source, Place ordering) {
        Instant now = Instant.parse("2026-06-30T01:00:00Z");
        var order = new OrderIntent("P1", ordering, "CT-CHEST-P", "", Set.of(), now);
        var result = new ExamResult("E1", "P1", true, source, "CT-CHEST-P", "", now.minusSeconds(86_400),
                new ExamResult.Standing(ExamResult.ReportStatus.FINAL, ExamResult.ImageState.ONLINE,
                        ExamResult.ImageGrade.A),
                new ExamResult.Vouching(ExamResult.Quality.PASS, List.of(), false, false));
        return new RecognitionEngine(catalogue).judge(order, List.of(result)).code();
    }

    @Test
    void aDirectionThatIsSwitchedOffMakesLessOfAResult() throws DocumentException {
        Catalogue noUpward = read(standard().replace("[PEER, DOWNWARD, UPWARD]", "[PEER, DOWNWARD]"));
        assertThat(judged(noUpward, TS1, CH1)).isEqualTo(OutcomeCode.M04);
        assertThat(judged(noUpward, CH1, TS1)).isEqualTo(OutcomeCode.S02);
        assertThat(judged(noUpward, UNKNOWN, CH1)).isEqualTo(OutcomeCode.S02);
        Catalogue upwardOnly = read(standard().replace("[PEER, DOWNWARD, UPWARD]", "[UPWARD]"));
        assertThat(judged(upwardOnly, TS1, CH1)).isEqualTo(OutcomeCode.S02);
        assertThat(judged(upwardOnly, CH1, TS1)).isEqualTo(OutcomeCode.M04);
        assertThat(judged(upwardOnly, UNKNOWN, CH1)).as("like a peer").isEqualTo(OutcomeCode.M04);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{units: [TS1], items: []}", "{units: [CH1], items: []}",
            "{units: [], items: [CT-CHEST-P]}" })
    void whatDoesNotTakePartYetMayBeRecognised(String off) throws DocumentException {
        assertThat(judged(read(standard().replace("{units: [], items: []}", off)), TS1, CH1))
                .isEqualTo(OutcomeCode.M04);
    }
}
