package org.lianzhen.gateway.http.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.reading.report.SignedReport.Kind.AMENDMENT;
import static org.lianzhen.gateway.reading.report.SignedReport.Kind.FINAL;
import static org.lianzhen.gateway.reading.report.SignedReport.Kind.PRELIMINARY;
import static org.lianzhen.gateway.reading.report.SignedReport.Kind.WITHDRAWAL;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.SharedCase;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.report.ReportDraft;
import org.lianzhen.gateway.reading.report.Reports;
import org.lianzhen.gateway.reading.report.SignedReport;

class VisibleReportsTest {
    private static final Reach REACH = new Reach(TestMembers.of("""
            units:
              - {code: TS1, name: x, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: TS2, name: x, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: CH1, name: x, kind: COUNTY_HOSPITAL}
            agreements: [{owner: TS1, reader: CH1}]
            centres: [{code: IMG, name: x, service: IMAGING, owner: CH1}]
            """));

    /** The reports of TS1 on the study 1.2.3, oldest first. */
    private record Kept(List<SignedReport.Kind> kinds) implements Reports {
        @Override
        public CompletionStage<List<SignedReport>> ofStudy(String studyInstanceUid, Set<String> units) {
            List<SignedReport> all = new ArrayList<>();
            if (studyInstanceUid.equals("1.2.3") && units.contains("TS1")) {
                kinds.forEach(kind -> all
                        .add(new SignedReport(all.size() + 1, all.size() + 1, kind, "{}", "li", Instant.EPOCH,
                                new Signature(Signature.Algorithm.ECDSA, "", ""))));
            }
            return CompletableFuture.completedStage(all);
        }

        @Override
        public CompletionStage<ReportDraft> draft(UUID task) {
            throw new AssertionError("nothing is written here");
        }

        @Override
        public CompletionStage<Optional<ReportDraft>> keep(UUID task, ReportDraft draft, Hold hold, AuditEvent event) {
            throw new AssertionError("nothing is written here");
        }

        @Override
        public CompletionStage<List<SignedReport>> versions(UUID task) {
            throw new AssertionError("only those of whom it is are asked for");
        }

        @Override
        public CompletionStage<Optional<ReadingTask>> sign(Signing signing, AuditEvent event) {
            throw new AssertionError("nothing is signed here");
        }
    }

    private static Caller patient(Instant until) {
        return new Caller("link", "", Set.of(Role.PATIENT), "", "", Set.of(new SharedCase("1.2.3", "TS1", until)));
    }

    private static Caller patient() {
        return patient(Instant.now().plus(Duration.ofDays(1)));
    }

    private static Caller of(Role role, String unit) {
        return new Caller("x", unit, Set.of(role), "");
    }

    private static List<String> seen(Caller caller, String study, SignedReport.Kind... kinds) {
        return Await.result(new VisibleReports(new Kept(List.of(kinds)), REACH).ofStudy(caller, study)).stream()
                .map(one -> one.number() + " " + one.kind()).toList();
    }

    private static List<String> seen(Caller caller, SignedReport.Kind... kinds) {
        return seen(caller, "1.2.3", kinds);
    }

    @Test
    void aPatientIsToldWhatTwoHaveAgreedOn() {
        assertThat(seen(patient(), PRELIMINARY)).isEmpty();
        assertThat(seen(patient(), PRELIMINARY, FINAL)).containsExactly("2 FINAL");
        assertThat(seen(patient(), PRELIMINARY, FINAL, AMENDMENT)).containsExactly("2 FINAL", "3 AMENDMENT");
    }

    @Test
    void aPatientSeesNothingOfWhatWasWithdrawnNorThatItWas() {
        assertThat(seen(patient(), PRELIMINARY, FINAL, WITHDRAWAL)).isEmpty();
        assertThat(seen(patient(), PRELIMINARY, FINAL, AMENDMENT, WITHDRAWAL)).isEmpty();
    }

    @Test
    void aPatientSeesWhatWasWrittenAfterTheLastWithdrawal() {
        assertThat(seen(patient(), PRELIMINARY, FINAL, WITHDRAWAL, PRELIMINARY)).isEmpty();
        assertThat(seen(patient(), PRELIMINARY, FINAL, WITHDRAWAL, PRELIMINARY, FINAL)).containsExactly("5 FINAL");
        assertThat(seen(patient(), PRELIMINARY, FINAL, WITHDRAWAL, PRELIMINARY, FINAL, WITHDRAWAL, PRELIMINARY, FINAL,
                AMENDMENT)).containsExactly("8 FINAL", "9 AMENDMENT");
    }

    @Test
    void aLinkOpensItsOwnStudyAndOnlyWhileItIsGood() {
        assertThat(seen(patient(), "1.2.4", PRELIMINARY, FINAL)).isEmpty();
        assertThat(seen(patient(Instant.now().minusSeconds(1)), PRELIMINARY, FINAL)).isEmpty();
    }

    @Test
    void whoeverTreatsSeesPreliminaryOnesAndWhatWasWithdrawn() {
        String[] all = { "1 PRELIMINARY", "2 FINAL", "3 WITHDRAWAL", "4 PRELIMINARY" };
        for (Caller caller : List.of(of(Role.TOWNSHIP_DOCTOR, "TS1"), of(Role.RADIOLOGIST, "CH1"))) {
            assertThat(seen(caller, PRELIMINARY, FINAL, WITHDRAWAL, PRELIMINARY)).as(caller.unit())
                    .containsExactly(all);
        }
    }

    @Test
    void aDoctorWhoIsThePatientTooSeesWhatDoctorsSee() {
        var both = new Caller("x", "TS1", Set.of(Role.PATIENT, Role.TOWNSHIP_DOCTOR), "");
        assertThat(seen(both, PRELIMINARY)).containsExactly("1 PRELIMINARY");
    }

    @Test
    void anotherUnitSeesNone() {
        assertThat(seen(of(Role.TOWNSHIP_DOCTOR, "TS2"), PRELIMINARY, FINAL)).isEmpty();
    }
}
