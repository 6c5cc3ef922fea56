package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.lianzhen.gateway.recognition.Judgement;
import org.lianzhen.gateway.recognition.Sentence;
import org.lianzhen.gateway.recognition.TraceStep;

/** Judgements as the contract writes them. */
final class JudgementJson {
    private JudgementJson() {}

    static JsonObject of(Judgement judgement) {
        return new JsonObject().put("outcome", judgement.outcome().name()).put("code", judgement.code().name())
                .put("result", judgement.result()).put("prompt", judgement.prompt().name())
                .put("presetReason", judgement.presetReason()).put("trace", trace(judgement.trace()));
    }

    static JsonArray trace(List<TraceStep> trace) {
        return new JsonArray(trace.stream().map(step -> new JsonObject().put("result", step.result())
                .put("rule", step.rule()).put("passed", step.passed()).put("text", of(step.text()))).toList());
    }

    static JsonObject of(Sentence text) {
        return new JsonObject().put("zh", text.zh()).put("en", text.en());
    }
}
