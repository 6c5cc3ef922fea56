package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.recognition.Judgement;
import org.lianzhen.gateway.recognition.OutcomeCode;
import org.lianzhen.gateway.recognition.Prompt;
import org.lianzhen.gateway.recognition.PromptForm;
import org.lianzhen.gateway.recognition.Question;
import org.lianzhen.gateway.recognition.RecognitionLedger.Raised;
import org.lianzhen.gateway.recognition.Sentence;
import org.lianzhen.gateway.recognition.TraceStep;

/** Prompts as rows. */
final class PromptRows {
    /** To be followed by conditions on p. */
    static final String SELECT = """
            select p.*, d.id as decision_id, d.kind, d.result as decided_result, d.reason, d.reason_text, d.explained,
                d.account, d.decided_at
            from recognition_prompt p left join recognition_decision d on d.prompt = p.id and d.number = p.decisions
            """;
    static final String INSERT = """
            insert into recognition_prompt (id, unit, imaging_order, request_key, patient, item, laterality, flags, doctor,
                department, outcome, code, form, preset_reason, result, source_unit, matches, eligible, trace, catalogue,
                state)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            on conflict do nothing""";

    private PromptRows() {}

    static Tuple inserted(UUID id, Raised raised) {
        Question question = raised.question();
        Judgement judgement = raised.judgement();
        String result = judgement.result();
        Tuple row = Tuple.of(id, question.unit()).addUUID(question.source().order())
                .addString(question.source().key()).addUUID(raised.patient()).addString(raised.item())
                .addString(question.laterality()).addArrayOfString(question.flags().stream().map(Enum::name).sorted()
                        .toArray(String[]::new))
                .addString(question.requester().doctor()).addString(question.requester().department());
        return row.addString(judgement.outcome().name()).addString(judgement.code().name())
                .addString(judgement.prompt().name()).addString(judgement.presetReason())
                .addUUID(result == null ? null : UUID.fromString(result)).addString(raised.source())
                .addArrayOfUUID(raised.matches().all().toArray(UUID[]::new))
                .addArrayOfUUID(raised.matches().eligible().toArray(UUID[]::new)).addJsonArray(trace(judgement.trace()))
                .addInteger(raised.catalogue())
                .addString((judgement.prompt() == PromptForm.NONE ? Prompt.State.LOGGED : Prompt.State.RAISED).name());
    }

    private static JsonArray trace(List<TraceStep> trace) {
        return new JsonArray(trace.stream().map(step -> new JsonObject().put("result", step.result())
                .put("rule", step.rule()).put("passed", step.passed()).put("zh", step.text().zh())
                .put("en", step.text().en())).toList());
    }

    static List<Prompt> all(RowSet<Row> rows) {
        List<Prompt> all = new ArrayList<>();
        rows.forEach(row -> all.add(prompt(row)));
        return List.copyOf(all);
    }

    static Prompt prompt(Row row) {
        UUID result = row.getUUID("result");
        var judgement = new Judgement(OutcomeCode.valueOf(row.getString("code")),
                result == null ? null : result.toString(), PromptForm.valueOf(row.getString("form")),
                row.getString("preset_reason"), steps(row.getJsonArray("trace")));
        var asked = new Prompt.Asked(row.getUUID("imaging_order"), row.getUUID("patient"), row.getString("item"),
                row.getString("laterality"), new Question.Requester(row.getString("doctor"),
                        row.getString("department")),
                row.getOffsetDateTime("raised_at").toInstant());
        var matches = new Prompt.Matches(List.of(row.getArrayOfUUIDs("matches")),
                List.of(row.getArrayOfUUIDs("eligible")));
        return new Prompt(row.getUUID("id"), row.getString("unit"), asked, judgement, matches,
                row.getInteger("catalogue"), Prompt.State.valueOf(row.getString("state")),
                Optional.ofNullable(given(row)));
    }

    private static List<TraceStep> steps(JsonArray trace) {
        return trace.stream().map(JsonObject.class::cast)
                .map(step -> new TraceStep(step.getString("result"), step.getInteger("rule"),
                        step.getBoolean("passed"), new Sentence(step.getString("zh"), step.getString("en"))))
                .toList();
    }

    private static Prompt.@Nullable Given given(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("decided_at");
        return at == null ? null
                : new Prompt.Given(row.getUUID("decision_id"), row.getInteger("decisions"), row.getString("kind"),
                        row.getUUID("decided_result"), row.getString("reason"), row.getString("reason_text"),
                        row.getBoolean("explained"), row.getString("account"), at.toInstant());
    }
}
