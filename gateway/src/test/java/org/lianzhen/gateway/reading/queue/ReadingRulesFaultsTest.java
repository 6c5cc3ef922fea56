package org.lianzhen.gateway.reading.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderPatient.Visit;

/** Whoever edits the rules is told each fault with its place: here of the parts that older documents do not have. */
class ReadingRulesFaultsTest {
    private static final String USUAL = ReadingRuleBook.usual();

    private static ReadingRulesException fault(String document) {
        return Objects.requireNonNull(
                catchThrowableOfType(ReadingRulesException.class, () -> ReadingRulesReader.read(document)),
                "it was read");
    }

    private static String changed(String was, String now) {
        assertThat(USUAL).as("the usual document has what is changed").contains(was);
        return USUAL.replaceFirst(Pattern.quote(was),
                Matcher.quoteReplacement(now));
    }

    /** The usual document without the part of that name, which is the last or ends with an empty line. */
    private static String without(String part) {
        int from = USUAL.indexOf("\n" + part + ":") + 1;
        int end = USUAL.indexOf("\n\n", from);
        return USUAL.substring(0, from) + (end < 0 ? "" : USUAL.substring(end + 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    notifyMinutes: 5       | notifyMinutes: 0        | critical: notifyMinutes must be minutes from 1 to 1440
                    notifyMinutes: 5       | notifyMinutes: -5       | critical: notifyMinutes must be minutes from 1 to 1440
                    acknowledgeMinutes: 10 | acknowledgeMinutes: 1441 | critical: acknowledgeMinutes must be minutes from 1 to 1440
                    escalateMinutes: 5     | climbMinutes: 5         | critical: escalateMinutes must be minutes from 1 to 1440
                    escalateMinutes: 5     | climbMinutes: 5         | critical: climbMinutes is not known here
                    handleMinutes: 30      | handleMinutes: soon     | critical: handleMinutes must be a number
                    code: ARREST,          | code: ' ',              | critical: items[1]: code is missing
                    code: BRAIN_HERNIATION, | key: BRAIN_HERNIATION, | critical: items[3]: code is missing
                    code: BRAIN_HERNIATION, | key: BRAIN_HERNIATION, | critical: items[3]: key is not known here
                    name: 脑疝             | name: [脑疝]             | critical: items[3]: name must be a text
                    , english: Brain herniation | ''                 | critical: items[3]: english is missing
                    code: BRAIN_HERNIATION | code: ARREST            | critical: items has ARREST twice
                    """)
    void ofCriticalValues(String was, String now, String told) {
        assertThat(fault(changed(was, "''".equals(now) ? "" : now)).problems()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            percentLeft: 20 | percentLeft: 101    | alerts: percentLeft must be 1 to 100
            percentLeft: 20 | percentLeft: 0      | alerts: percentLeft must be 1 to 100
            percentLeft: 20 | percentLeft: 2.5    | alerts: percentLeft must be a number
            minutesLeft: 5  | minutesLeft: 1441   | alerts: minutesLeft must be 1 to 1440
            minutesLeft: 5  | minutesLeft: '5'    | alerts: minutesLeft must be a number
            eachMinutes: 3  | each: 3             | alerts: eachMinutes must be 1 to 1440
            eachMinutes: 3  | each: 3             | alerts: each is not known here
            eachMinutes: 3  | eachMinutes: 99999999999 | alerts: eachMinutes must be a number
            """)
    void ofAlerts(String was, String now, String told) {
        assertThat(fault(changed(was, now)).problems()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gradeA: 90      | gradeA: 101     | quality: gradeA must be at most 100
            gradeA: 90      | gradeA: 75      | quality: gradeA must be at most 100
            gradeB: 75      | gradeB: 60      | quality: gradeA must be at most 100
            gradeC: 60      | gradeC: 0       | quality: gradeA must be at most 100
            gradeC: 60      | gradeC: many    | quality: gradeC must be a number
            gradeC: 60      | gradeD: 60      | quality: gradeD is not known here
            code: POSITION, | code: '',       | quality: defects[1]: code is missing
            name: 曝光不足  | text: 曝光不足  | quality: defects[2]: name is missing
            name: 曝光不足  | text: 曝光不足  | quality: defects[2]: text is not known here
            code: OVEREXPOSED | code: UNDEREXPOSED | quality: defects has UNDEREXPOSED twice
            """)
    void ofImageQuality(String was, String now, String told) {
        assertThat(fault(changed(was, now)).problems()).anySatisfy(one -> assertThat(one).startsWith(told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            visits: [INPATIENT] | visits: [HOME]     | limits[9]: visits must be some of
            visits: [INPATIENT] | visits: INPATIENT  | limits[9]: visits must be a list of texts
            visits: [INPATIENT] | visit: [INPATIENT] | limits[9]: visit is not known here
            普通 CT/MR 及其他,  | 其他, visits: [OUTPATIENT], | limits must end with one for everything else
            """)
    void ofLimitsByVisit(String was, String now, String told) {
        assertThat(fault(changed(was, now)).problems()).anySatisfy(one -> assertThat(one).startsWith(told));
    }

    @ParameterizedTest
    @ValueSource(strings = { "critical", "alerts", "quality" })
    void aPartThatIsNoMappingIsOneFaultAndNoneIsTheUsualOne(String part) throws ReadingRulesException {
        assertThat(fault(without(part) + "\n" + part + ": none\n").problems())
                .contains(part + " must be made of named values");
        String older = without(part);
        assertThat(older).doesNotContain("\n" + part + ":");
        assertThat(ReadingRulesReader.read(older).parts()).isEqualTo(ReadingRuleBook.standard().rules().parts());
    }

    @Test
    void aCatalogueWithoutItemsIsNone() {
        String critical = "\ncritical: {notifyMinutes: 1, acknowledgeMinutes: 1, escalateMinutes: 1, handleMinutes: 1";
        assertThat(fault(without("critical") + critical + "}\n").problems())
                .containsExactly("critical: items are missing");
        assertThat(fault(without("critical") + critical + ", items: ARREST}\n").problems())
                .containsExactly("critical: items must be a list", "critical: items are missing");
    }

    @Test
    void imagesMayHaveNothingThatTheyLack() throws ReadingRulesException {
        String quality = "\nquality: {gradeA: 100, gradeB: 2, gradeC: 1}\n";
        assertThat(ReadingRulesReader.read(without("quality") + quality).parts().quality().defects()).isEmpty();
    }

    @Test
    void theEdgesOfWhatIsAllowedAreAllowed() throws ReadingRulesException {
        ReadingRules rules = ReadingRulesReader.read(changed("acknowledgeMinutes: 10", "acknowledgeMinutes: 1440")
                .replace("percentLeft: 20", "percentLeft: 100").replace("minutesLeft: 5", "minutesLeft: 1"));
        assertThat(rules.parts().critical().limits().acknowledge()).isEqualTo(Duration.ofDays(1));
        assertThat(rules.parts().alerts()).isEqualTo(
                new AlertRules(100, Duration.ofMinutes(1), Duration.ofMinutes(3)));
    }

    @ParameterizedTest
    @CsvSource({ "visits: [inpatient], INPATIENT, 住院 CT/MR", "visits: [INPATIENT], OUTPATIENT, 普通 CT/MR 及其他",
            "'visits: [INPATIENT, OUTPATIENT]', OUTPATIENT, 住院 CT/MR" })
    void visitsAreReadAsTheyAreMeant(String now, Visit visit, String limit) throws ReadingRulesException {
        var study = new ReadingRules.Case("TS1", Urgency.ROUTINE, Set.of(visit), Set.of("CT"), Set.of());
        assertThat(ReadingRulesReader.read(changed("visits: [INPATIENT]", now)).limit(study).name()).isEqualTo(limit);
    }
}
