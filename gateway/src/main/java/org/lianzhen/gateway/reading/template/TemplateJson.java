package org.lianzhen.gateway.reading.template;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What templates say as JSON, as it is kept and shown. */
public final class TemplateJson {
    private TemplateJson() {}

    public static JsonObject json(TemplateContent content) {
        TemplateContent.Words words = content.words();
        return new JsonObject().put("kind", content.kind().name()).put("name", content.name())
                .put("modalities", new JsonArray(content.fit().modalities()))
                .put("bodyParts", new JsonArray(content.fit().bodyParts())).put("positive", content.positive())
                .put("item", words.item()).put("technique", words.technique()).put("findings", words.findings())
                .put("impression", words.impression()).put("recommendations", words.recommendations());
    }

    /** The reverse. */
    public static TemplateContent of(JsonObject json) {
        return new TemplateContent(TemplateContent.Kind.valueOf(json.getString("kind")), json.getString("name"),
                new TemplateContent.Fit(texts(json, "modalities"), texts(json, "bodyParts")),
                json.getBoolean("positive"),
                new TemplateContent.Words(json.getString("item"), json.getString("technique"),
                        json.getString("findings"), json.getString("impression"),
                        json.getString("recommendations")));
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.getJsonArray(name).stream().map(String.class::cast).toList();
    }
}
