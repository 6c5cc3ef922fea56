package org.lianzhen.gateway.reading.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Texts of reports as JSON, as they are kept, signed and shown. */
public final class ReportJson {
    private ReportJson() {}

    public static JsonObject json(ReportText text) {
        var images = new JsonArray();
        text.keyImages().forEach(image -> images.add(new JsonObject().put("series", image.series())
                .put("instance", image.instance()).put("frame", image.frame())));
        return new JsonObject().put("item", text.item()).put("technique", text.technique())
                .put("clinicalInfo", text.clinicalInfo()).put("comparison", text.comparison())
                .put("findings", text.findings()).put("impression", text.impression())
                .put("recommendations", text.recommendations()).put("positive", text.positive())
                .put("keyImages", images);
    }

    /** The reverse. */
    public static ReportText of(JsonObject json) {
        List<ReportText.KeyImage> images = json.getJsonArray("keyImages").stream().map(JsonObject.class::cast)
                .map(one -> new ReportText.KeyImage(one.getString("series"), one.getString("instance"),
                        one.getInteger("frame")))
                .toList();
        return new ReportText(json.getString("item"), json.getString("technique"), json.getString("clinicalInfo"),
                json.getString("comparison"), json.getString("findings"), json.getString("impression"),
                json.getString("recommendations"), json.getBoolean("positive"), images);
    }
}
