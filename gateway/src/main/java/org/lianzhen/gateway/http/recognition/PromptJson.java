package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.PriorResults.Prior;
import org.lianzhen.gateway.recognition.PriorResults.Report;
import org.lianzhen.gateway.recognition.PriorResults.Shown;
import org.lianzhen.gateway.recognition.Prompt;
import org.lianzhen.gateway.recognition.RecognitionItem;
import org.lianzhen.gateway.recognition.Sentence;

/**
 * Prompts as the contract writes them.
 *
 * @param members for the names of units
 */
record PromptJson(Catalogue catalogue, Members members) {

    JsonObject of(Prompt prompt) {
        Prompt.Asked asked = prompt.asked();
        return JudgementJson.of(prompt.judgement()).put("id", prompt.id().toString()).put("unit", prompt.unit())
                .put("order", text(asked.order())).put("item", item(asked.item()))
                .put("laterality", asked.laterality()).put("doctor", asked.requester().doctor())
                .put("department", asked.requester().department()).put("raisedAt", asked.at().toString())
                .put("state", prompt.state().name()).put("catalogue", prompt.catalogue())
                .put("decision", prompt.decision().map(PromptJson::of).orElse(null));
    }

    private static JsonObject of(Prompt.Given given) {
        return new JsonObject().put("id", given.id().toString()).put("decision", given.kind())
                .put("result", text(given.result())).put("reason", given.reason()).put("reasonText", given.text())
                .put("explainedToPatient", given.explained()).put("account", given.account())
                .put("at", given.at().toString());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private JsonObject item(String code) {
        return new JsonObject().put("code", code).put("name",
                JudgementJson.of(catalogue.item(code).map(RecognitionItem::name)
                        .map(name -> new Sentence(name.zh(), name.en())).orElse(new Sentence(code, code))));
    }

    /** The newest first. */
    JsonArray results(Prompt prompt, List<Shown> results) {
        return new JsonArray(results.stream()
                .sorted(Comparator.<Shown, Instant>comparing(one -> one.result().performedAt()).reversed())
                .map(one -> of(one).put("eligible", prompt.matches().eligible().contains(one.result().id()))).toList());
    }

    JsonObject of(Shown shown) {
        Prior result = shown.result();
        return new JsonObject().put("id", result.id().toString()).put("unit", result.unit())
                .put("unitName", unitName(result.unit()))
                .put("items", new JsonArray(result.items().stream().sorted().map(this::item).toList()))
                .put("name", shown.name()).put("laterality", result.laterality())
                .put("performedAt", result.performedAt().toString())
                .put("reportStatus", result.standing().report().name())
                .put("images", result.standing().images().name()).put("grade", result.standing().grade().name())
                .put("studyInstanceUid", shown.study()).put("accessionNumber", shown.accessionNumber());
    }

    private String unitName(String code) {
        return members.unit(code).map(Unit::name).orElse(code);
    }

    static JsonObject of(Report report) {
        return new JsonObject().put("findings", report.findings()).put("impression", report.impression())
                .put("signer", report.signer()).put("signedAt", report.signedAt().toString());
    }

    /** What is written into the record of the patient when a result is used. */
    JsonObject citation(Shown shown) {
        LocalDate day = LocalDate.ofInstant(shown.result().performedAt(), MemberDirectory.ZONE);
        String unit = unitName(shown.result().unit());
        String number = shown.accessionNumber().isEmpty() ? shown.result().id().toString() : shown.accessionNumber();
        return JudgementJson.of(new Sentence(
                "采纳互认结果：" + unit + " " + day + " " + shown.name() + "（检查号 " + number + "），未重复检查。",
                "Recognised result: " + shown.name() + " of " + unit + ", " + day + " (number " + number
                        + "); not repeated."));
    }
}
