package org.lianzhen.gateway.postgres.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.gateway.postgres.recognition.RecognitionRows.known;
import static org.lianzhen.gateway.postgres.recognition.RecognitionRows.question;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.recognition.Decision;
import org.lianzhen.gateway.recognition.Judgement;
import org.lianzhen.gateway.recognition.OrderFlag;
import org.lianzhen.gateway.recognition.OutcomeCode;
import org.lianzhen.gateway.recognition.Prompt;
import org.lianzhen.gateway.recognition.PromptForm;
import org.lianzhen.gateway.recognition.RecognitionLedger.Deciding;
import org.lianzhen.gateway.recognition.RecognitionLedger.Outcome;
import org.lianzhen.gateway.recognition.RecognitionLedger.Raised;
import org.lianzhen.gateway.recognition.RecognitionLedger.Revoking;
import org.lianzhen.gateway.recognition.RecognitionLedger.Search;
import org.lianzhen.gateway.recognition.Sentence;
import org.lianzhen.gateway.recognition.TraceStep;

/** What is kept of prompts and decisions. */
class PostgresRecognitionLedgerIT {
    private static final AuditEvent.Actor LI = new AuditEvent.Actor("li", "CLINICIAN", "CH1", "");
    private static final AuditEvent.Actor OTHER = new AuditEvent.Actor("qian", "TOWNSHIP_DOCTOR", "TS1", "");

    private TestPostgres database;
    private PostgresRecognitionLedger ledger;
    private UUID patient = new UUID(0, 0);
    private UUID result = new UUID(0, 0);

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        ledger = new PostgresRecognitionLedger(database.pool());
        var rows = new RecognitionRows(database);
        patient = rows.patient("TS1", "P1", "");
        result = rows.result(patient, "TS1", "LAB-K", OffsetDateTime.now());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Prompt raised(String key, PromptForm form, OutcomeCode code) {
        var judgement = new Judgement(code, result.toString(), form, form == PromptForm.INFO ? "R4" : null,
                List.of(new TraceStep(result.toString(), 1, true, new Sentence("是", "yes"))));
        return Await
                .result(ledger.raise(new Raised(question(known("H1", ""), key, OrderFlag.EMERGENCY), patient, "LAB-K",
                        judgement, "TS1", new Prompt.Matches(List.of(result), List.of(result)), 3), LI));
    }

    private Prompt hard(String key) {
        return raised(key, PromptForm.HARD, OutcomeCode.S01);
    }

    private Deciding adopting(Prompt prompt, String key, AuditEvent.Actor by) {
        return new Deciding(prompt.id(), new Decision(Decision.Kind.ADOPTED, result.toString(), null, "", false), key,
                null, new BigDecimal("5.50"), 4, by);
    }

    private Deciding declining(Prompt prompt, AuditEvent.Actor by) {
        return new Deciding(prompt.id(), new Decision(Decision.Kind.DECLINED, result.toString(), "R6a", "太糊", true), "",
                "R6", new BigDecimal("5.50"), 4, by);
    }

    private List<List<Object>> savings() {
        return database.rows("select amount::text, catalogue, why from recognition_saving order by at, amount desc");
    }

    @Test
    void aPromptIsKeptWholeAndOnce() {
        Prompt first = raised("K1", PromptForm.INFO, OutcomeCode.S01);
        assertThat(first.state()).isEqualTo(Prompt.State.RAISED);
        assertThat(first.judgement().presetReason()).isEqualTo("R4");
        assertThat(first.judgement().trace())
                .containsExactly(new TraceStep(result.toString(), 1, true, new Sentence("是", "yes")));
        assertThat(first.asked().patient()).isEqualTo(patient);
        assertThat(first.asked().requester().department()).isEqualTo("内科");
        assertThat(first.catalogue()).isEqualTo(3);
        assertThat(raised("K1", PromptForm.HARD, OutcomeCode.S02)).isEqualTo(first);
        assertThat(raised("K2", PromptForm.HARD, OutcomeCode.S02).id()).isNotEqualTo(first.id());
        assertThat(raised("", PromptForm.NONE, OutcomeCode.N06).state()).isEqualTo(Prompt.State.LOGGED);
        assertThat(database.rows("select flags from recognition_prompt")).hasSize(3);
        assertThat(database.rows("select from audit_event where action = 'RECOGNITION_CHECK'")).hasSize(3);
    }

    @Test
    void onlyTheUnitFindsItsPrompts() {
        Prompt prompt = hard("K1");
        assertThat(Await.result(ledger.find(prompt.id(), Set.of("CH1")))).contains(prompt);
        assertThat(Await.result(ledger.find(prompt.id(), Set.of("TS1")))).isEmpty();
        assertThat(Await.result(ledger.search(new Search(Set.of("CH1"), Set.of(), 10)))).containsExactly(prompt);
        assertThat(Await.result(ledger.search(new Search(Set.of("TS1"), Set.of(), 10)))).isEmpty();
        assertThat(Await.result(ledger.search(new Search(Set.of("CH1"), Set.of(Prompt.State.DECLINED), 10)))).isEmpty();
        hard("K2");
        assertThat(Await.result(ledger.search(new Search(Set.of("CH1"), Set.of(Prompt.State.RAISED), 1)))).hasSize(1);
    }

    @Test
    void lookingIsKeptAndOpensThePrompt() {
        Prompt prompt = hard("K1");
        Await.result(ledger.viewed(prompt, result, LI));
        Await.result(ledger.viewed(prompt, result, LI));
        assertThat(Await.result(ledger.find(prompt.id(), Set.of("CH1"))).orElseThrow().state())
                .isEqualTo(Prompt.State.VIEWED);
        assertThat(database.rows("select account from recognition_view")).hasSize(2);
        Await.result(ledger.decide(adopting(prompt, "", LI)));
        Await.result(ledger.viewed(prompt, result, LI));
        assertThat(Await.result(ledger.find(prompt.id(), Set.of("CH1"))).orElseThrow().state())
                .as("decided is decided").isEqualTo(Prompt.State.ADOPTED);
    }

    @Test
    void aDecisionSaysEverythingThatFiguresNeed() {
        Prompt prompt = hard("K1");
        assertThat(Await.result(ledger.decide(declining(prompt, LI))))
                .isInstanceOfSatisfying(Outcome.Done.class, done -> {
                    assertThat(done.prompt().state()).isEqualTo(Prompt.State.DECLINED);
                    assertThat(done.prompt().decision().orElseThrow().text()).isEqualTo("太糊");
                });
        assertThat(database.rows("select kind, source_unit, reason, counted_reason, explained, account, catalogue "
                + "from recognition_decision"))
                .containsExactly(List.of("DECLINED", "TS1", "R6a", "R6", true, "li", 4));
        assertThat(savings()).isEmpty();
        assertThat(Await.result(ledger.decide(adopting(prompt, "", LI))))
                .isEqualTo(new Outcome.Refused(Prompt.State.DECLINED));
    }

    @Test
    void whatCannotBeDecidedIsNot() {
        Prompt prompt = hard("K1");
        assertThat(Await.result(ledger.decide(adopting(prompt, "", OTHER)))).isEqualTo(new Outcome.NotYours());
        Prompt unknown = new Prompt(UUID.randomUUID(), "CH1", prompt.asked(), prompt.judgement(), prompt.matches(), 0,
                prompt.state(), prompt.decision());
        assertThat(Await.result(ledger.decide(adopting(unknown, "", LI)))).isEqualTo(new Outcome.Unknown());
        var stranger = new Deciding(prompt.id(),
                new Decision(Decision.Kind.ADOPTED, UUID.randomUUID().toString(), null, "", false), "", null,
                BigDecimal.ONE, 0, LI);
        assertThat(Await.result(ledger.decide(stranger))).isEqualTo(new Outcome.NotAmong());
        Prompt logged = raised("K2", PromptForm.NONE, OutcomeCode.N06);
        assertThat(Await.result(ledger.decide(adopting(logged, "", LI))))
                .isEqualTo(new Outcome.Refused(Prompt.State.LOGGED));
        assertThat(database.rows("select from recognition_decision")).isEmpty();
    }

    @Test
    void whatTheUnitHadItselfSavesNothing() {
        database.rows("update exam_result set unit = 'CH1'");
        Prompt own = raised("K1", PromptForm.SOFT, OutcomeCode.I01);
        assertThat(Await.result(ledger.decide(adopting(own, "", LI)))).isInstanceOf(Outcome.Done.class);
        assertThat(savings()).isEmpty();
    }

    @Test
    void aDecisionIsTakenBackInTimeOnly() {
        Prompt prompt = hard("K1");
        assertThat(Await.result(ledger.revoke(new Revoking(prompt.id(), "x", Duration.ofHours(24), LI))))
                .as("nothing is decided").isEqualTo(new Outcome.Refused(Prompt.State.RAISED));
        Await.result(ledger.decide(adopting(prompt, "", LI)));
        assertThat(Await.result(ledger.revoke(new Revoking(prompt.id(), "x", Duration.ofHours(24), OTHER))))
                .isEqualTo(new Outcome.NotYours());
        assertThat(Await.result(ledger.revoke(new Revoking(UUID.randomUUID(), "x", Duration.ofHours(24), LI))))
                .isEqualTo(new Outcome.Unknown());
        assertThat(Await.result(ledger.revoke(new Revoking(prompt.id(), "x", Duration.ofHours(-1), LI))))
                .as("too late").isEqualTo(new Outcome.Refused(Prompt.State.ADOPTED));
        assertThat(Await.result(ledger.revoke(new Revoking(prompt.id(), "点错", Duration.ofHours(24), LI))))
                .isInstanceOf(Outcome.Done.class);
        assertThat(savings()).containsExactly(List.of("5.50", 4, ""), List.of("-5.50", 4, "REVOKED"));
        assertThat(database.rows("select reason_text from recognition_decision where kind = 'REVOKED'"))
                .containsExactly(List.of("点错"));
    }

    @Test
    void silenceIsClosedByItsAge() {
        hard("K1");
        raised("K2", PromptForm.NONE, OutcomeCode.N06);
        Prompt decided = hard("K3");
        Await.result(ledger.decide(adopting(decided, "", LI)));
        assertThat(Await.result(ledger.close(Duration.ofHours(1)))).isZero();
        database.rows("update recognition_prompt set raised_at = now() - interval '2 hours'");
        assertThat(Await.result(ledger.close(Duration.ofHours(1)))).isEqualTo(1);
        assertThat(Await.result(ledger.close(Duration.ofHours(1)))).isZero();
        assertThat(database.rows("select kind, account from recognition_decision order by kind"))
                .containsExactly(List.of("ADOPTED", "li"), List.of("NO_RESPONSE", "LIANZHEN"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "update recognition_decision set reason = 'R1'", "delete from recognition_decision",
            "update recognition_saving set amount = 1", "delete from recognition_saving",
            "truncate recognition_saving", "delete from recognition_view",
            "update recognition_view set account = 'x'" })
    void nothingThatWasWrittenIsChanged(String sql) {
        Prompt prompt = hard("K1");
        Await.result(ledger.viewed(prompt, result, LI));
        Await.result(ledger.decide(adopting(prompt, "", LI)));
        assertThatThrownBy(() -> database.rows(sql)).hasMessageContaining("never changed or removed");
    }
}
