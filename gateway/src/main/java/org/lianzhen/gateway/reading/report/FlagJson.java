package org.lianzhen.gateway.reading.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.reading.critical.CriticalFlag;

/** Critical values as they are signed with a report. */
final class FlagJson {
    private FlagJson() {}

    static JsonArray json(List<CriticalFlag> flags) {
        return new JsonArray(flags.stream().map(FlagJson::json).toList());
    }

    private static JsonObject json(CriticalFlag flag) {
        JsonObject json = new JsonObject().put("item", flag.item()).put("finding", flag.finding())
                .put("raisedAt", flag.raisedAt()).put("raisedBy", flag.raisedBy())
                .put("told", new JsonArray(flag.told().stream().map(FlagJson::json).toList()));
        CriticalFlag.Step readBack = flag.readBack();
        return readBack == null ? json : json.put("readBack", json(readBack).put("words", readBack.words()));
    }

    private static JsonObject json(CriticalFlag.Step step) {
        return new JsonObject().put("person", step.person()).put("channel", step.channel()).put("at", step.at());
    }

    static List<CriticalFlag> of(JsonObject content) {
        return content.getJsonArray("criticalValues", new JsonArray()).stream().map(JsonObject.class::cast)
                .map(one -> new CriticalFlag(one.getString("item"), one.getString("finding"),
                        one.getInstant("raisedAt"), one.getString("raisedBy"),
                        one.getJsonArray("told").stream().map(JsonObject.class::cast).map(FlagJson::step).toList(),
                        readBack(one.getJsonObject("readBack"))))
                .toList();
    }

    private static CriticalFlag.@Nullable Step readBack(@Nullable JsonObject json) {
        return json == null ? null : step(json);
    }

    private static CriticalFlag.Step step(JsonObject json) {
        return new CriticalFlag.Step(json.getString("person"), json.getString("channel"), json.getString("words", ""),
                json.getInstant("at"));
    }
}
