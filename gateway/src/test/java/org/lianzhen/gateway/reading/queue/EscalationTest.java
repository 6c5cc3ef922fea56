package org.lianzhen.gateway.reading.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.SharedCentre;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;

class EscalationTest {
    private static final MemberDirectory MEMBERS = TestMembers.of("""
            units:
              - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
              - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL}
              - {code: CITY1, name: 市医院, kind: CITY_HOSPITAL}
              - {code: PROV1, name: 省医院, kind: PROVINCE_HOSPITAL}
            agreements:
              - {owner: TS1, reader: CH1}
              - {owner: CH1, reader: CITY1}
              - {owner: TS1, reader: CH2}
              - {owner: CH1, reader: PROV1, to: 2026-11-29}
            centres:
              - {code: IMG, name: 影像中心, service: IMAGING, owner: CH1}
              - {code: IMG2, name: 第二影像中心, service: IMAGING, owner: CH2}
              - {code: CIMG, name: 市影像中心, service: IMAGING, owner: CITY1}
              - {code: CECG, name: 市心电中心, service: ECG, owner: CITY1}
              - {code: PIMG, name: 省影像中心, service: IMAGING, owner: PROV1}
            """);

    private static ReadingTask task(String unit, String centre, String reader) {
        var patient = new ReadingTask.Person("王^小东", "王小东", "P1", "TS1", "19800229", "M");
        var moment = Instant.parse("2026-11-30T01:00:00Z");
        return new ReadingTask(new UUID(0, 1), new ReadingTask.Owner(unit, centre, reader),
                new ReadingTask.Examination("1.2.3", patient, "", "", "", "", List.of("CT"), List.of(), List.of(), 1),
                new ReadingTask.Standing(ReadingState.QUEUED, null, null, null, 0, 1, null),
                new ReadingTask.Clock(Urgency.ROUTINE, moment, moment, null));
    }

    private static List<String> centres(ReadingTask task, String now) {
        return new Escalation(MEMBERS, Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).centres(task).stream()
                .map(SharedCentre::code).toList();
    }

    @Test
    void theCityReadsForTheCountyAndAnotherCountyHospitalForTheTownship() {
        assertThat(centres(task("TS1", "IMG", "CH1"), "2026-11-30T02:00:00Z")).containsExactly("IMG2", "CIMG");
    }

    @Test
    void anAgreementThatHasEndedOpensNothing() {
        assertThat(centres(task("TS1", "IMG", "CH1"), "2026-11-29T02:00:00Z")).contains("PIMG");
        assertThat(centres(task("TS1", "IMG", "CH1"), "2026-11-30T02:00:00Z")).doesNotContain("PIMG");
    }

    @Test
    void nobodyIsGivenWhatTheyHaveAlready() {
        assertThat(centres(task("CH1", "CIMG", "CITY1"), "2026-11-30T02:00:00Z")).doesNotContain("CIMG");
    }
}
