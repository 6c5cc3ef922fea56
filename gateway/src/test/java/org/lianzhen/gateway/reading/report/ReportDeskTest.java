package org.lianzhen.gateway.reading.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Confirmation;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.TestSigning;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.reading.critical.CriticalFlag;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTask.Reader;
import org.lianzhen.gateway.reading.queue.TestRules;
import org.lianzhen.gateway.reading.report.ReportDesk.Result;

class ReportDeskTest {
    private static final Instant AT = Instant.parse("2026-03-01T02:03:04.056789Z");
    private static final Reader LI = new Reader("li", "李医生");
    private static final Reader ZHAO = new Reader("zhao", "赵主任");
    private static final ReportDesk.Identity WANG = new ReportDesk.Identity("王小东", "P1");

    private final List<CriticalFlag> critical = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final MemoryReports reports = new MemoryReports();
    private final MemoryMarks marks = new MemoryMarks();
    private final TestSigning signing = new TestSigning("li", "zhao");
    private final ReportDesk desk = new ReportDesk(new ReportDesk.Base(reports, marks, signing.confirmation(),
            signing.signers(), TestRules.standard(), TestMembers.of("""
                    units:
                      - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                      - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                    centres: [{code: IMG, name: 影像中心, service: IMAGING, owner: CH1}]
                    """), study -> CompletableFuture.completedStage(critical),
            study -> CompletableFuture.completedStage(orders), () -> AT));

    @AfterEach
    void close() {
        signing.close();
    }

    private static ReportText text(String item, String findings, @Nullable Boolean positive) {
        return new ReportText(item, "平扫", "", "", findings, "结节", "", positive, List.of());
    }

    private static ReadingTask task(ReadingState state, @Nullable Reader holder, int signed) {
        var patient = new ReadingTask.Person("王^小东", "王小东", "P1", "", "19800229", "M");
        return new ReadingTask(new UUID(0, 7), new ReadingTask.Owner("TS1", "IMG", "CH1"),
                new ReadingTask.Examination("1.2.3", patient, "A7", "20260301", "101500", "胸部平扫", List.of("CT"),
                        List.of("CHEST"), List.of(), 3),
                new ReadingTask.Standing(state, holder, signed == 0 ? null : LI, null, signed, 4, null),
                new ReadingTask.Clock(Urgency.URGENT, AT, AT, AT));
    }

    private static ReportDesk.Wish wish(ReadingTask task) {
        return new ReportDesk.Wish(task, 1, WANG, false, "");
    }

    private static ReportDesk.Signer signer(Reader person, String password) {
        return new ReportDesk.Signer(new Caller(person.account(), "CH1", Set.of(Role.RADIOLOGIST), "10.0.0.7"),
                person.name(), new Confirmation.Proof(password, null));
    }

    private Result sign(ReportDesk.Wish wish, ReportDesk.Signer signer) {
        return TestSigning.get(desk.sign(wish, signer));
    }

    private void write(ReportText text) {
        reports.draft = new ReportDraft(1, "li", text);
    }

    /** Refused, whatever the password, which nobody looked at. */
    private void refused(ReportDesk.Wish wish, Result because) {
        assertThat(sign(wish, signer(LI, "wrong"))).isEqualTo(because);
        assertThat(sign(wish, signer(LI, TestSigning.PASSWORD))).isEqualTo(because);
        assertThat(reports.signed).isEmpty();
        assertThat(signing.wrong()).as("passwords that were found wrong").isZero();
    }

    @Test
    void whatIsCompleteIsSignedByItsWriter() {
        write(text("胸部 CT", "右肺结节", true));
        ReadingTask task = task(ReadingState.CLAIMED, LI, 0);
        assertThat(sign(wish(task), signer(LI, TestSigning.PASSWORD))).isEqualTo(new Result.Signed(task));
        assertThat(reports.signed).singleElement().satisfies(signed -> {
            assertThat(signed.move()).isEqualTo(ReadingMove.WRITE);
            assertThat(signed.draft()).isEqualTo(1);
            assertThat(signed.report().number()).isEqualTo(1);
            assertThat(signed.report().kind()).isEqualTo(SignedReport.Kind.PRELIMINARY);
            assertThat(signed.report().signedAt()).isEqualTo(Instant.parse("2026-03-01T02:03:04.056Z"));
            assertThat(signed.report().isIntact()).isTrue();
            var content = new JsonObject(signed.report().content());
            assertThat(content.getString("signedAt")).isEqualTo("2026-03-01T02:03:04.056Z");
            assertThat(content.getString("unitName") + content.getString("centreName")).isEqualTo("一院影像中心");
        });
    }

    @Test
    void whatIsInReviewBecomesFinalAndKeepsItsWriter() {
        write(text("胸部 CT", "右肺结节", true));
        assertThat(sign(wish(task(ReadingState.IN_REVIEW, ZHAO, 1)), signer(ZHAO, TestSigning.PASSWORD)))
                .isInstanceOf(Result.Signed.class);
        Reports.Signing signed = reports.signed.getFirst();
        assertThat(signed.move()).isEqualTo(ReadingMove.APPROVE);
        assertThat(signed.report().number()).isEqualTo(2);
        assertThat(signed.report().kind()).isEqualTo(SignedReport.Kind.FINAL);
        var content = new JsonObject(signed.report().content());
        assertThat(content.getString("writerName") + " " + content.getString("signerName")).isEqualTo("李医生 赵主任");
        assertThat(reports.events).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.REPORT_SIGN);
            assertThat(event.object()).isEqualTo("1.2.3");
            assertThat(event.details()).isEqualTo(Map.of("kind", "FINAL", "number", "2", "notShown", ""));
        });
    }

    @ParameterizedTest
    @CsvSource({ "'', 右肺结节, true, ITEM", "' ', 右肺结节, true, ITEM", "胸部 CT, '', true, FINDINGS",
            "胸部 CT, 右肺结节, , POSITIVE" })
    void nobodyIsAskedForAPasswordWhileSomethingIsMissing(String item, String findings, @Nullable Boolean positive,
            ReportText.Element missing) {
        write(text(item, findings, positive));
        refused(wish(task(ReadingState.CLAIMED, LI, 0)), new Result.Incomplete(List.of(missing)));
    }

    @ParameterizedTest
    @CsvSource({ "李小东, P1", "王小东, P2", "王^小东, P1", "'', P1", "王小东, ''", "王小东, p1" })
    void anotherPatientIsNotSigned(String name, String number) {
        write(text("胸部 CT", "右肺结节", true));
        refused(new ReportDesk.Wish(task(ReadingState.CLAIMED, LI, 0), 1, new ReportDesk.Identity(name, number), true,
                ""), new Result.OtherPatient());
    }

    @Test
    void aDoubtfulTextIsSignedWhenTheSignerKeepsToIt() {
        write(text("胸部 CT", "子宫未见异常", true));
        ReadingTask task = task(ReadingState.CLAIMED, LI, 0);
        refused(wish(task), new Result.Doubtful(List.of(Caution.SEX)));
        assertThat(sign(new ReportDesk.Wish(task, 1, WANG, true, ""), signer(LI, TestSigning.PASSWORD)))
                .isInstanceOf(Result.Signed.class);
    }

    @Test
    void nothingIsSignedOfAnOrderForAnotherPatient() {
        write(text("胸部 CT", "右肺结节", true));
        var chest = new OrderContent.Examination("CT", "", "胸部平扫", "CHEST", "");
        ReadingTask task = task(ReadingState.CLAIMED, LI, 0);
        orders.add(OrderAgreementTest.order(OrderAgreementTest.patient("李小东", "19800229", "M"), chest));
        refused(new ReportDesk.Wish(task, 1, WANG, true, ""), new Result.OtherPatientOrdered());
        orders.set(0, OrderAgreementTest.order(OrderAgreementTest.patient("王小东", "19800229", "M"), chest));
        assertThat(sign(wish(task), signer(LI, TestSigning.PASSWORD))).isInstanceOf(Result.Signed.class);
    }

    @Test
    void whatIsOfAnotherPartThanOrderedIsDoubtful() {
        write(text("胸部 CT", "右肺结节", true));
        orders.add(OrderAgreementTest.order(OrderAgreementTest.patient("王小东", "", ""),
                new OrderContent.Examination("CT", "", "头颅平扫", "HEAD", "")));
        refused(wish(task(ReadingState.CLAIMED, LI, 0)), new Result.Doubtful(List.of(Caution.ORDER_BODY_PART)));
    }

    @ParameterizedTest
    @CsvSource({ "0", "2", "-1" })
    void anotherVersionOfTheDraftIsNotSigned(int version) {
        write(text("胸部 CT", "右肺结节", true));
        refused(new ReportDesk.Wish(task(ReadingState.CLAIMED, LI, 0), version, WANG, true, ""), new Result.Stale());
    }

    @ParameterizedTest
    @EnumSource(value = ReadingState.class, names = { "CLAIMED", "IN_REVIEW" }, mode = EnumSource.Mode.EXCLUDE)
    void whatIsNotInHandIsNotSigned(ReadingState state) {
        write(text("胸部 CT", "右肺结节", true));
        refused(wish(task(state, LI, 0)), new Result.Stale());
        refused(wish(task(state, null, 0)), new Result.Stale());
    }

    @Test
    void whatSomebodyElseHasInHandIsNotSigned() {
        write(text("胸部 CT", "右肺结节", true));
        refused(wish(task(ReadingState.CLAIMED, ZHAO, 0)), new Result.Stale());
        refused(wish(task(ReadingState.IN_REVIEW, ZHAO, 1)), new Result.Stale());
    }

    @Test
    void nothingBecomesFinalAroundACriticalValueThatNobodyHasReadBack() {
        write(text("胸部 CT", "右肺结节", true));
        critical.add(SampleReports.critical(false));
        assertThat(sign(wish(task(ReadingState.IN_REVIEW, ZHAO, 1)), signer(ZHAO, TestSigning.PASSWORD)))
                .isEqualTo(new Result.Unanswered());
        assertThat(reports.signed).isEmpty();
        assertThat(sign(wish(task(ReadingState.CLAIMED, LI, 0)), signer(LI, TestSigning.PASSWORD)))
                .as("what is preliminary").isInstanceOf(Result.Signed.class);
        critical.set(0, SampleReports.critical(true));
        assertThat(sign(wish(task(ReadingState.IN_REVIEW, ZHAO, 1)), signer(ZHAO, TestSigning.PASSWORD)))
                .isInstanceOf(Result.Signed.class);
        critical.clear();
        assertThat(sign(wish(task(ReadingState.IN_REVIEW, ZHAO, 1)), signer(ZHAO, TestSigning.PASSWORD)))
                .isInstanceOf(Result.Signed.class);
        List<Found> found = reports.signed.stream().map(one -> Found.of(new JsonObject(one.report().content())))
                .toList();
        assertThat(found.stream().map(Found::criticals)).as("with all that is known of it").containsExactly(
                List.of(SampleReports.critical(false)), List.of(SampleReports.critical(true)), List.of());
        assertThat(reports.signed.stream().map(one -> new JsonObject(one.report().content()).getBoolean("critical")))
                .as("what is signed says so").containsExactly(true, true, null);
    }

    @Test
    void whatTheSignersMeasuredIsSigned() {
        write(text("胸部 CT", "右肺结节", true));
        String length = """
                {"id": %d, "kind": "length", "series": "1.2.3.1", "instance": "1.2.3.1.9", "points": [[1, 2], [3, 4]]}""";
        marks.put("li", "1.2.3", "{\"annotations\": [" + length.formatted(1) + "]}");
        sign(wish(task(ReadingState.CLAIMED, LI, 0)), signer(LI, TestSigning.PASSWORD));
        marks.put("zhao", "1.2.3", "{\"annotations\": [" + length.formatted(2) + "]}");
        marks.put("li", "1.2.3", "{}");
        sign(wish(task(ReadingState.IN_REVIEW, ZHAO, 1)), signer(ZHAO, TestSigning.PASSWORD));
        assertThat(reports.signed.getLast().report().isIntact()).isTrue();
        assertThat(Measurements.signed(new JsonObject(reports.signed.getLast().report().content())))
                .extracting(Measurement::by).containsExactly(LI, ZHAO);
    }

    @Test
    void theGravestReasonIsToldFirst() {
        write(text("", "子宫未见异常", null));
        var other = new ReportDesk.Identity("李小东", "P1");
        ReadingTask mine = task(ReadingState.CLAIMED, LI, 0);
        refused(new ReportDesk.Wish(task(ReadingState.CLAIMED, ZHAO, 0), 1, other, false, ""), new Result.Stale());
        refused(new ReportDesk.Wish(mine, 2, other, false, ""), new Result.Stale());
        refused(new ReportDesk.Wish(mine, 1, other, false, ""), new Result.OtherPatient());
        refused(wish(mine), new Result.Incomplete(List.of(ReportText.Element.ITEM, ReportText.Element.POSITIVE)));
    }

    @Test
    void aWrongPasswordSignsNothingAndFiveLock() {
        write(text("胸部 CT", "右肺结节", true));
        ReportDesk.Wish wish = wish(task(ReadingState.CLAIMED, LI, 0));
        for (int i = 0; i < 5; i++) {
            assertThat(sign(wish, signer(LI, "wrong"))).isEqualTo(new Result.NotConfirmed(Confirmation.Outcome.WRONG));
        }
        assertThat(sign(wish, signer(LI, TestSigning.PASSWORD)))
                .isEqualTo(new Result.NotConfirmed(Confirmation.Outcome.LOCKED));
        assertThat(reports.signed).isEmpty();
        assertThat(signing.keys()).as("no key was made for it").isZero();
    }

    @Test
    void whatChangedWhileThePasswordWasLookedAtIsStale() {
        write(text("胸部 CT", "右肺结节", true));
        reports.changed = true;
        assertThat(sign(wish(task(ReadingState.CLAIMED, LI, 0)), signer(LI, TestSigning.PASSWORD)))
                .isEqualTo(new Result.Stale());
    }

    @Test
    void whyImagesWereNotShownIsKeptAndNotInTheRecord() {
        write(text("胸部 CT", "右肺结节", true));
        sign(new ReportDesk.Wish(task(ReadingState.CLAIMED, LI, 0), 1, WANG, false, "定位像"),
                signer(LI, TestSigning.PASSWORD));
        assertThat(reports.signed.getFirst().reason()).isEqualTo("定位像");
        assertThat(reports.events.getFirst().details()).containsEntry("notShown", "yes").doesNotContainValue("定位像");
    }
}
