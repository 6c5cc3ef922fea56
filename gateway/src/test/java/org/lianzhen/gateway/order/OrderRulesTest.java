package org.lianzhen.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.member.Urgency;

class OrderRulesTest {
    private static final OrderContent CHEST = SampleOrder.of("A1").content();

    private static Optional<String> patient(UnaryOperator<String[]> change) {
        OrderPatient was = CHEST.patient();
        String[] now = change
                .apply(new String[]{ was.issuer(), was.patientId(), was.name(), was.birthDate(), was.sex() });
        return OrderRules.problem(CHEST.of(
                new OrderPatient(now[0], now[1], now[2], now[3], now[4], List.of(), OrderPatient.Visit.OUTPATIENT)));
    }

    private static Optional<String> patient(int field, String value) {
        return patient(values -> {
            values[field] = value;
            return values;
        });
    }

    private static Optional<String> examination(OrderContent.Examination examination) {
        return OrderRules.problem(new OrderContent(CHEST.patient(), examination, CHEST.reason(), CHEST.requester(),
                CHEST.schedule()));
    }

    private static Optional<String> numbers(OrderNumbers numbers) {
        return OrderRules.problem(new NewOrder("TS1", Order.Source.HL7, numbers, CHEST));
    }

    @Test
    void whatIsRightHasNoProblem() {
        assertThat(OrderRules.problem(SampleOrder.of("A1").build())).isEmpty();
        assertThat(OrderRules.problem(CHEST)).isEmpty();
        assertThat(numbers(OrderNumbers.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "0, 一院, true", "1, P1, true", "1, ' ', false", "2, '', false", "2, Wang^Xiao=王^小, true",
            "2, 'a\\b', false", "3, 20240229, true", "3, 20230229, false", "3, 1970013, false", "3, 1970, true",
            "3, 197013, false", "3, 197012, true", "3, 1970-01-31, false",
            "3, '', true", "4, F, true", "4, '', true", "4, f, false", "4, MF, false" })
    void aPatientIsNamedAsWorklistsCan(int field, String value, boolean right) {
        assertThat(patient(field, value).isEmpty()).isEqualTo(right);
    }

    @Test
    void lengthsAreThoseOfWorklists() {
        assertThat(patient(1, "x".repeat(64))).isEmpty();
        assertThat(patient(1, "x".repeat(65))).hasValueSatisfying(said -> assertThat(said).contains("patientId", "64"));
        assertThat(patient(2, "x".repeat(193))).isPresent();
        assertThat(numbers(new OrderNumbers("x".repeat(16), "y".repeat(64), "", "", ""))).isEmpty();
        assertThat(numbers(new OrderNumbers("x".repeat(17), "", "", "", ""))).isPresent();
        assertThat(numbers(new OrderNumbers("", "y".repeat(65), "", "", ""))).isPresent();
        assertThat(numbers(new OrderNumbers("", "", "x".repeat(17), "", ""))).isPresent();
        assertThat(numbers(new OrderNumbers("", "", "", "x".repeat(17), ""))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "1..2", ".1", "1.", "a", "1.2 ",
            "12345678901234567890123456789012345678901234567890123456789012345" })
    void aStudyUidIsAUid(String uid) {
        assertThat(numbers(new OrderNumbers("", "", "", "", uid))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({ "CT, 胸部, '', true", "OT_1, 胸部, L, true", "ct, 胸部, L, false", "'', 胸部, L, false", "CT, '', L, false",
            "CT, 胸部, X, false", "CT, 胸部, LR, false" })
    void anExaminationHasAModalityAndAName(String modality, String item, String side, boolean right) {
        assertThat(examination(new OrderContent.Examination(modality, "C1", item, "CHEST", side)).isEmpty())
                .isEqualTo(right);
    }

    @Test
    void textsMayHaveLinesAndLinesMayNot() {
        var reason = new OrderContent.Reason(Urgency.ROUTINE, "一\n二\t三", "x".repeat(2000));
        assertThat(with(reason, CHEST.requester())).isEmpty();
        assertThat(with(new OrderContent.Reason(Urgency.ROUTINE, "x".repeat(2001), ""), CHEST.requester())).isPresent();
        assertThat(with(new OrderContent.Reason(Urgency.ROUTINE, "\u0000", ""), CHEST.requester())).isPresent();
        assertThat(with(reason, new OrderContent.Requester("李\n明", "", "", ""))).isPresent();
        assertThat(with(reason, new OrderContent.Requester("李明", "", "x".repeat(65), ""))).isPresent();
        assertThat(with(reason, new OrderContent.Requester("李明", "x".repeat(65), "", ""))).isPresent();
        assertThat(with(reason, new OrderContent.Requester("李明", "x".repeat(64), "", ""))).isEmpty();
    }

    private static Optional<String> with(OrderContent.Reason reason, OrderContent.Requester requester) {
        return OrderRules.problem(
                new OrderContent(CHEST.patient(), CHEST.examination(), reason, requester, CHEST.schedule()));
    }

    @Test
    void aProblemTellsNothingOfThePatient() {
        assertThat(patient(2, "李\\誠").orElseThrow()).doesNotContain("李");
        assertThat(patient(3, "19701399").orElseThrow()).doesNotContain("1399");
        assertThat(CHEST.patient().toString()).doesNotContain("李", "P1");
        assertThat(CHEST.reason().toString()).isEqualTo("EMERGENCY");
    }

    @ParameterizedTest
    @CsvSource({ "EMERGENCY, STAT", "GREEN_CHANNEL, HIGH", "URGENT, HIGH", "ROUTINE, ROUTINE", "BULK, LOW" })
    void worklistsHaveWordsForUrgency(Urgency urgency, String word) {
        assertThat(new OrderContent.Reason(urgency, "", "").priority()).isEqualTo(word);
    }

    @Test
    void namesAreFoundByPatterns() {
        assertThat(Worklist.isCalled("王^小东", "王*")).isTrue();
        assertThat(Worklist.isCalled("王^小东", "wangxiaod?ng")).isTrue();
        assertThat(Worklist.isCalled("王^小东", "李*")).isFalse();
        assertThat(Worklist.isCalled("Wang^XiaoDong=王^小东", "WANG^*")).isTrue();
    }
}
