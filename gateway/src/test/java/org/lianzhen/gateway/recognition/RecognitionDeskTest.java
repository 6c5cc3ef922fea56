package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.recognition.PriorResults.Found;
import org.lianzhen.gateway.recognition.PriorResults.Prior;
import org.lianzhen.gateway.recognition.RecognitionDesk.Decided;

/** What is asked and decided, before it is kept. */
class RecognitionDeskTest {
    private static final Instant NOW = Instant.parse("2026-06-30T01:00:00Z");
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("li", "CLINICIAN", "CH1", "");
    private static final UUID RESULT = new UUID(0, 1);

    private final List<RecognitionLedger.Raised> raised = new ArrayList<>();
    private final List<RecognitionLedger.Deciding> decided = new ArrayList<>();
    private final List<Set<String>> certified = new ArrayList<>();
    private CompletionStage<Found> found = found();
    private Credentials credentials = new Credentials(List.of(), List.of());
    private String unitStatus = "ACTIVE";

    private static CompletionStage<Found> found(Prior... results) {
        return CompletableFuture.completedStage(new Found(new UUID(0, 9), null, List.of(results)));
    }

    private static Prior prior(UUID id, String unit, int days, String... items) {
        return new Prior(id, unit, Set.of(items), "", NOW.minus(Duration.ofDays(days)),
                new ExamResult.Standing(ExamResult.ReportStatus.FINAL, ExamResult.ImageState.ONLINE,
                        ExamResult.ImageGrade.A),
                true);
    }

    private static Question question(String code, OrderFlag... flags) {
        return new Question("CH1", new Question.Source(null, "K"), new Question.Patient("CH1", "H1", "", List.of()),
                new ItemMapping.Described(code, "名", Set.of("CT"), Set.of()), "", Set.of(flags),
                new Question.Requester("li", "内科"));
    }

    private RecognitionDesk desk() {
        var members = TestMembers.of("""
                consortia: [{code: XX1, name: 医共体, leadUnits: [CH1]}]
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE, consortium: XX1, status: %s}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL, consortium: XX1}
                """.formatted(unitStatus));
        return new RecognitionDesk(new RecognitionDesk.Base(CatalogueBook.of(new TestDocuments()), new Results(),
                new Ledger(), members, () -> NOW));
    }

    private Optional<Prompt> asked(Question question) {
        return desk().ask(question, DOCTOR).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void whoeverCannotBeAnsweredInTimeGoesOn() {
        found = new CompletableFuture<>();
        long begun = System.nanoTime();
        assertThat(asked(question("CT-CHEST-P"))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
        found = CompletableFuture.failedStage(new IllegalStateException("away"));
        assertThat(asked(question("CT-CHEST-P"))).isEmpty();
        assertThat(raised).isEmpty();
    }

    @Test
    void whatIsFoundIsJudgedByTheUnitsThatMadeIt() {
        found = found(prior(RESULT, "TS1", 10, "CT-CHEST-P"));
        credentials = new Credentials(List.of(new QcCertificate("TS1",
                new QcCertificate.Subject("CT-CHEST-P", Optional.empty()),
                new QcCertificate.Body("x", QcCertificate.Level.UNIT, ""), "1", true, Period.ALWAYS)), List.of());
        assertThat(asked(question("CT-CHEST-P")).orElseThrow().judgement().code()).isEqualTo(OutcomeCode.S02);
        assertThat(certified).containsExactly(Set.of("TS1"));
        assertThat(raised.getFirst().source()).isEqualTo("TS1");
        assertThat(raised.getFirst().patient()).isEqualTo(new UUID(0, 9));
        assertThat(raised.getFirst().matches()).isEqualTo(new Prompt.Matches(List.of(RESULT), List.of(RESULT)));
    }

    @Test
    void anExaminationThatIsSeveralItemsCountsForEach() {
        found = found(prior(RESULT, "TS1", 10, "CT-HEAD-P", "CT-CHEST-P"),
                prior(new UUID(0, 2), "TS1", 100, "CT-CHEST-P"));
        Judgement judgement = asked(question("CT-CHEST-P")).orElseThrow().judgement();
        assertThat(judgement.code()).isEqualTo(OutcomeCode.M02);
        assertThat(judgement.result()).isEqualTo(RESULT.toString());
        assertThat(raised.getFirst().matches().all()).containsExactly(RESULT, new UUID(0, 2));
        assertThat(raised.getFirst().matches().eligible()).containsExactly(RESULT);
    }

    @Test
    void aUnitThatIsKeptOutIsNotRecognised() {
        unitStatus = "SUSPENDED";
        found = found(prior(RESULT, "TS1", 10, "CT-CHEST-P"));
        assertThat(asked(question("CT-CHEST-P")).orElseThrow().judgement().code()).isEqualTo(OutcomeCode.N07);
    }

    @ParameterizedTest
    @CsvSource({ "CT-CHEST-P, , CT-CHEST-P", "X1, CT-CHEST-P, CT-CHEST-P", "X1, , X1", "'', , 名" })
    void theItemIsTheOneThatIsMeant(String code, String confirmed, String item) {
        found = CompletableFuture.completedStage(new Found(null, confirmed, List.of()));
        asked(question(code));
        assertThat(raised.getFirst().item()).isEqualTo(item);
        assertThat(raised.getFirst().judgement().code()).isEqualTo(OutcomeCode.Z00);
        assertThat(certified).as("nobody to ask about").isEmpty();
    }

    private static Prompt prompt(PromptForm form, String preset) {
        return new Prompt(new UUID(0, 5), "CH1",
                new Prompt.Asked(null, null, "CT-CHEST-P", "", new Question.Requester("li", ""), NOW),
                new Judgement(OutcomeCode.S01, RESULT.toString(), form, preset, List.of()),
                new Prompt.Matches(List.of(RESULT), List.of(RESULT)), 0, Prompt.State.RAISED, Optional.empty());
    }

    private Decided decide(Prompt prompt, Decision decision) {
        return desk().decide(prompt, decision, "K", DOCTOR).toCompletableFuture().join();
    }

    @Test
    void aDecisionCarriesThePriceAndTheReasonThatIsCounted() {
        decide(prompt(PromptForm.HARD, null), new Decision(Decision.Kind.DECLINED, RESULT.toString(), "R6c", "", true));
        assertThat(decided.getFirst().counted()).isEqualTo("R6");
        assertThat(decided.getFirst().decision().reason()).isEqualTo("R6c");
        assertThat(decided.getFirst().price()).isEqualTo(new BigDecimal("200"));
        assertThat(decided.getFirst().key()).isEqualTo("K");
    }

    @Test
    void thePresetReasonIsTakenWhenNoneIsGiven() {
        decide(prompt(PromptForm.INFO, "R4"), new Decision(Decision.Kind.DECLINED, RESULT.toString(), null, "", true));
        assertThat(decided.getFirst().counted()).isEqualTo("R4");
        decide(prompt(PromptForm.INFO, "R4"), new Decision(Decision.Kind.ADOPTED, RESULT.toString(), null, "", false));
        assertThat(decided.getLast().counted()).as("whoever adopts declines nothing").isNull();
    }

    @Test
    void aFaultyDecisionDoesNotReachTheLedger() {
        assertThat(decide(prompt(PromptForm.HARD, null),
                new Decision(Decision.Kind.DECLINED, RESULT.toString(), null, "", true)))
                .isEqualTo(new Decided.Faulty(DecisionRules.Fault.REASON_MISSING));
        assertThat(decided).isEmpty();
    }

    /** Results as the test says. */
    private final class Results implements PriorResults {
        @Override
        public CompletionStage<Found> find(Question question) {
            return found;
        }

        @Override
        public CompletionStage<Credentials> credentials(Set<String> units) {
            certified.add(units);
            return CompletableFuture.completedStage(credentials);
        }

        @Override
        public CompletionStage<List<Shown>> shown(Set<UUID> results) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Optional<Report>> report(UUID result) {
            return CompletableFuture.completedStage(Optional.empty());
        }
    }

    /** Keeps what it is told. */
    private final class Ledger implements RecognitionLedger {
        @Override
        public CompletionStage<Prompt> raise(Raised said, AuditEvent.Actor by) {
            raised.add(said);
            return CompletableFuture.completedStage(new Prompt(new UUID(0, 5), said.question().unit(),
                    new Prompt.Asked(null, said.patient(), said.item(), "", said.question().requester(), NOW),
                    said.judgement(), said.matches(), said.catalogue(), Prompt.State.RAISED, Optional.empty()));
        }

        @Override
        public CompletionStage<Outcome> decide(Deciding deciding) {
            decided.add(deciding);
            return CompletableFuture.completedStage(new Outcome.Unknown());
        }

        @Override
        public CompletionStage<Outcome> revoke(Revoking revoking) {
            return CompletableFuture.completedStage(new Outcome.Unknown());
        }

        @Override
        public CompletionStage<Optional<Prompt>> find(UUID id, Set<String> units) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<List<Prompt>> ofOrder(UUID order, Set<String> units) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<List<Prompt>> search(Search search) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Void> viewed(Prompt prompt, UUID result, AuditEvent.Actor by) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Integer> close(Duration silence) {
            return CompletableFuture.completedStage(0);
        }

        @Override
        public CompletionStage<Integer> reverse() {
            return CompletableFuture.completedStage(0);
        }

        @Override
        public CompletionStage<List<Waiting>> waiting(int limit) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Void> later(UUID order, Duration pause) {
            return CompletableFuture.completedStage(null);
        }
    }
}
