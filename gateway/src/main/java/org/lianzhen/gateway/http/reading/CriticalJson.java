package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.reading.critical.CriticalRules;
import org.lianzhen.gateway.reading.critical.CriticalStep;
import org.lianzhen.gateway.reading.critical.CriticalValue;

/** Critical values as JSON. Whoever may see them reads or treats the patient, and sees who it is. */
final class CriticalJson {
    private final MemberDirectory members;

    /** @param members who know what units are called */
    CriticalJson(MemberDirectory members) {
        this.members = members;
    }

    JsonObject of(CriticalValue value) {
        CriticalValue.Study study = value.place().study();
        CriticalValue.Times times = value.times();
        var task = value.place().task();
        var handleBy = times.handleBy();
        return new JsonObject().put("id", value.id().toString()).put("unit", value.place().unit())
                .put("unitName", members.members().unit(value.place().unit()).map(Unit::name)
                        .orElse(value.place().unit()))
                .put("studyInstanceUid", study.uid()).put("reading", task == null ? null : task.toString())
                .put("patientName", study.patientName()).put("patientId", study.patientId()).put("sex", study.sex())
                .put("birthDate", study.birthDate()).put("modalities", new JsonArray(study.modalities()))
                .put("description", study.description()).put("item", of(value.what().item()))
                .put("finding", value.what().finding()).put("state", value.state().name())
                .put("raisedBy", value.what().by()).put("raisedByName", value.what().byName())
                .put("raisedAt", times.raisedAt().toString()).put("notifyBy", times.notifyBy().toString())
                .put("acknowledgeBy", times.acknowledgeBy().toString())
                .put("handleBy", handleBy == null ? null : handleBy.toString());
    }

    static JsonObject of(CriticalRules.Item item) {
        return new JsonObject().put("code", item.code()).put("name", item.name()).put("english", item.english());
    }

    static JsonArray steps(List<CriticalStep.Kept> steps) {
        return new JsonArray(steps.stream().map(CriticalJson::of).toList());
    }

    private static JsonObject of(CriticalStep.Kept kept) {
        CriticalStep step = kept.step();
        return new JsonObject().put("move", step.move().name()).put("state", kept.to().name())
                .put("at", step.at().toString()).put("account", step.account()).put("name", kept.name())
                .put("channel", step.how().channel()).put("person", step.how().person())
                .put("words", step.how().words());
    }

    static JsonObject of(CriticalRules rules) {
        CriticalRules.Limits limits = rules.limits();
        return new JsonObject().put("items", new JsonArray(rules.items().stream().map(CriticalJson::of).toList()))
                .put("notifyMinutes", minutes(limits.tell())).put("acknowledgeMinutes", minutes(limits.acknowledge()))
                .put("escalateMinutes", minutes(limits.climb())).put("handleMinutes", minutes(limits.handle()));
    }

    private static long minutes(Duration time) {
        return time.toMinutes();
    }
}
