package org.lianzhen.gateway.http.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.recognition.CatalogueBook;
import org.lianzhen.gateway.recognition.ExamResult;
import org.lianzhen.gateway.recognition.Judgement;
import org.lianzhen.gateway.recognition.OutcomeCode;
import org.lianzhen.gateway.recognition.PriorResults.Prior;
import org.lianzhen.gateway.recognition.PriorResults.Report;
import org.lianzhen.gateway.recognition.PriorResults.Shown;
import org.lianzhen.gateway.recognition.Prompt;
import org.lianzhen.gateway.recognition.PromptForm;
import org.lianzhen.gateway.recognition.Question;
import org.lianzhen.gateway.recognition.Sentence;
import org.lianzhen.gateway.recognition.TestDocuments;
import org.lianzhen.gateway.recognition.TraceStep;

/** Prompts and results, as programs and doctors are told of them. */
class PromptJsonTest {
    private static final Instant NOW = Instant.parse("2026-06-29T16:30:00Z");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final PromptJson json = new PromptJson(CatalogueBook.of(new TestDocuments()).inForce().content(),
            TestMembers.with().members());

    private static Shown shown(UUID id, Instant at, String accession) {
        var standing = new ExamResult.Standing(ExamResult.ReportStatus.AMENDED, ExamResult.ImageState.ONLINE,
                ExamResult.ImageGrade.B);
        return new Shown(new Prior(id, "TS1", Set.of("CT-HEAD-P", "CT-CHEST-P"), "L", at, standing, true), "1.2.3",
                accession, "胸部平扫");
    }

    private static Prompt prompt(String item, Optional<Prompt.Given> given) {
        return new Prompt(new UUID(0, 5), "CH1",
                new Prompt.Asked(new UUID(0, 6), null, item, "R", new Question.Requester("li", "内科"), NOW),
                new Judgement(OutcomeCode.S01, FIRST.toString(), PromptForm.INFO, "R4",
                        List.of(new TraceStep(FIRST.toString(), 1, true, new Sentence("是", "yes")))),
                new Prompt.Matches(List.of(FIRST, SECOND), List.of(FIRST)), 7, Prompt.State.VIEWED, given);
    }

    @Test
    void aPromptTellsWhatWasAskedAndWhatItCameTo() {
        JsonObject told = json.of(prompt("CT-CHEST-P", Optional.empty()));
        assertThat(told.getString("outcome")).isEqualTo("SHOULD_RECOGNIZE");
        assertThat(told.getString("presetReason")).isEqualTo("R4");
        assertThat(told.getString("order")).isEqualTo(new UUID(0, 6).toString());
        assertThat(told.getJsonObject("item").getJsonObject("name").getString("zh")).isEqualTo("胸部CT平扫");
        assertThat(told.getString("laterality")).isEqualTo("R");
        assertThat(told.getString("raisedAt")).isEqualTo("2026-06-29T16:30:00Z");
        assertThat(told.getInteger("catalogue")).isEqualTo(7);
        assertThat(told.getValue("decision")).isNull();
        assertThat(told.getJsonArray("trace").getJsonObject(0).getJsonObject("text").getString("en")).isEqualTo("yes");
        assertThat(json.of(prompt("某项", Optional.empty())).getJsonObject("item").getJsonObject("name").getString("en"))
                .as("what the catalogue does not know").isEqualTo("某项");
    }

    @Test
    void aDecisionIsToldWithWhoMadeIt() {
        JsonObject told = json
                .of(prompt("CT-CHEST-P", Optional.of(new Prompt.Given(new UUID(0, 8), 2, "DECLINED", FIRST,
                        "R6", "患者要求复查", true, "li", NOW))))
                .getJsonObject("decision");
        assertThat(told.getString("decision")).isEqualTo("DECLINED");
        assertThat(told.getString("result")).isEqualTo(FIRST.toString());
        assertThat(told.getString("reason")).isEqualTo("R6");
        assertThat(told.getString("reasonText")).isEqualTo("患者要求复查");
        assertThat(told.getBoolean("explainedToPatient")).isTrue();
        assertThat(told.getString("account")).isEqualTo("li");
    }

    @Test
    void theNewestResultComesFirstAndSaysWhetherItMayBeUsed() {
        JsonArray told = json.results(prompt("CT-CHEST-P", Optional.empty()),
                List.of(shown(FIRST, NOW.minusSeconds(60), "A1"), shown(SECOND, NOW, "A2")));
        assertThat(told.getJsonObject(0).getString("id")).isEqualTo(SECOND.toString());
        assertThat(told.getJsonObject(0).getBoolean("eligible")).isFalse();
        assertThat(told.getJsonObject(1).getBoolean("eligible")).isTrue();
        JsonObject one = told.getJsonObject(1);
        assertThat(one.getString("unitName")).isEqualTo("卫生院");
        assertThat(one.getJsonArray("items").stream().map(item -> ((JsonObject) item).getString("code")))
                .containsExactly("CT-CHEST-P", "CT-HEAD-P");
        assertThat(one.getString("reportStatus")).isEqualTo("AMENDED");
        assertThat(one.getString("grade")).isEqualTo("B");
        assertThat(one.getString("studyInstanceUid")).isEqualTo("1.2.3");
    }

    /** The day is the one of China. */
    @Test
    void whatIsUsedIsCitedWithUnitDayAndNumber() {
        JsonObject cited = json.citation(shown(FIRST, NOW, "A1"));
        assertThat(cited.getString("zh")).isEqualTo("采纳互认结果：卫生院 2026-06-30 胸部平扫（检查号 A1），未重复检查。");
        assertThat(cited.getString("en"))
                .isEqualTo("Recognised result: 胸部平扫 of 卫生院, 2026-06-30 (number A1); not repeated.");
        assertThat(json.citation(shown(FIRST, NOW, "")).getString("zh")).contains(FIRST.toString());
    }

    @Test
    void aReportIsToldAsItWasSigned() {
        JsonObject told = PromptJson.of(new Report("所见", "诊断", "张医生", NOW));
        assertThat(told.getMap()).containsEntry("findings", "所见").containsEntry("impression", "诊断")
                .containsEntry("signer", "张医生").containsEntry("signedAt", "2026-06-29T16:30:00Z");
    }
}
