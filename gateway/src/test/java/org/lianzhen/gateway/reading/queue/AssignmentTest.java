package org.lianzhen.gateway.reading.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.SharedCentre;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;

class AssignmentTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final Members MEMBERS = TestMembers.of("""
            units:
              - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
              - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL}
            agreements:
              - {owner: TS1, reader: CH1}
              - {owner: TS1, reader: CH2}
              - {owner: TS2, reader: CH1, to: 2026-11-29}
            centres:
              - {code: IMG1, name: 影像中心, service: IMAGING, owner: CH1}
              - {code: IMG2, name: 第二影像中心, service: IMAGING, owner: CH2}
              - {code: ECG, name: 心电中心, service: ECG, owner: CH1}
            """).members();

    private static ReadingRules rules(String more) throws ReadingRulesException {
        return ReadingRulesReader.read("""
                limits: [{name: all, minutes: 60, clock: ALWAYS}]
                holdMinutes: 20
                """ + more);
    }

    private static String centre(String unit, String modality, ReadingRules rules, Map<String, Integer> open) {
        return new Assignment(MEMBERS, rules, open, DAY)
                .centre(new ReadingRules.Case(unit, Urgency.ROUTINE, Set.of(), Set.of(modality), Set.of()))
                .map(SharedCentre::code).orElse("");
    }

    @Test
    void theShortestQueueOfThoseThatMayReadIt() throws ReadingRulesException {
        ReadingRules rules = rules("");
        assertThat(centre("TS1", "CT", rules, Map.of("IMG1", 3, "IMG2", 2))).isEqualTo("IMG2");
        assertThat(centre("TS1", "CT", rules, Map.of("IMG2", 1))).isEqualTo("IMG1");
    }

    @Test
    void whatTheRulesNameComesFirst() throws ReadingRulesException {
        ReadingRules rules = rules(
                "centres: [{centre: IMG2, units: [TS1], modalities: [mr]}, {centre: IMG1, units: [TS1]}]");
        assertThat(centre("TS1", "MR", rules, Map.of("IMG2", 99))).isEqualTo("IMG2");
        assertThat(centre("TS1", "CT", rules, Map.of("IMG1", 99))).isEqualTo("IMG1");
    }

    @Test
    void nobodyWithoutAnAgreementOfToday() throws ReadingRulesException {
        assertThat(centre("TS2", "CT", rules("centres: [{centre: IMG1}]"), Map.of())).isEmpty();
    }

    @Test
    void theOwnStudiesOfACentreOnlyWhenTheRulesSaySo() throws ReadingRulesException {
        assertThat(centre("CH1", "CT", rules(""), Map.of())).isEmpty();
        assertThat(centre("CH1", "CT", rules("ownStudies: true"), Map.of())).isEqualTo("IMG1");
    }
}
