package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.report.Acknowledgements;
import org.lianzhen.gateway.reading.report.SignedReport;

class ReportMattersTest {
    private static final Instant AT = Instant.parse("2026-11-30T01:00:00Z");

    private static Acknowledgements.Asked asked(int number, SignedReport.Kind kind,
            ReadingTask.@Nullable Reader doctor) {
        return new Acknowledgements.Asked(new Acknowledgements.Version(new UUID(0, 7), number, kind),
                new Acknowledgements.Study("TS1", "1.2.3", "王^小东", "P1", "胸部"), AT, doctor, null);
    }

    /** Nobody has read these. */
    private record Open(List<Asked> asked) implements Acknowledgements {
        @Override
        public CompletionStage<List<Asked>> list(Set<String> units, int limit) {
            return open(limit);
        }

        @Override
        public CompletionStage<List<Asked>> ofStudy(String studyInstanceUid, Set<String> units) {
            return open(1);
        }

        @Override
        public CompletionStage<List<Asked>> open(int limit) {
            return CompletableFuture.completedStage(asked);
        }

        @Override
        public CompletionStage<List<Asked>> give(Read read, AuditEvent event) {
            return open(1);
        }
    }

    private static List<Matter> matters(Acknowledgements.Asked... open) {
        return Await.result(new ReportMatters(new Open(List.of(open)), () -> ChannelSettings.Rules.USUAL).changes()
                .look().get());
    }

    @Test
    void everyVersionIsAMatterOfTheUnitThatMadeTheStudy() {
        List<Matter> all = matters(asked(3, SignedReport.Kind.AMENDMENT, null),
                asked(4, SignedReport.Kind.WITHDRAWAL, new ReadingTask.Reader("ts1-doctor", "乡镇医生")));
        assertThat(all).extracting(Matter::kind).containsExactly("report-amended", "report-withdrawn");
        assertThat(all).extracting(Matter::unit).containsOnly("TS1");
        assertThat(all).extracting(Matter::urgency).containsOnly(Urgency.URGENT);
        assertThat(all).extracting(Matter::key).doesNotHaveDuplicates()
                .allMatch(key -> key.startsWith("report-change/"));
    }

    @Test
    void theDoctorOfTheOrderIsNamedByAccountAndThePatientNotAtAll() {
        Matter matter = matters(asked(4, SignedReport.Kind.WITHDRAWAL, new ReadingTask.Reader("ts1-doctor", "乡镇医生")))
                .getFirst();
        assertThat(matter.subject().parameters()).containsOnly(Map.entry("doctor", "ts1-doctor"));
        assertThat(matter.toString()).doesNotContain("王", "P1");
    }

    @Test
    void itClimbsWithinTheUnit() {
        Ladder ladder = matters(asked(3, SignedReport.Kind.AMENDMENT, null)).getFirst().ladder();
        assertThat(ladder.steps()).extracting(Ladder.Step::duty).containsExactly(Duty.IMAGING, Duty.DEPARTMENT_HEAD,
                Duty.MEDICAL_OFFICE);
        assertThat(ladder.steps()).extracting(Ladder.Step::unit).containsOnly("TS1");
        assertThat(ladder.steps()).extracting(Ladder.Step::each).containsOnly(Duration.ofMinutes(5));
    }
}
