package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.reading.report.ReportText;

/** Reads the text of a report from a request. Every fault is a {@link ProblemException} (422). */
final class ReportTexts {
    private static final int LONGEST = 20_000;
    private static final int LONGEST_LINE = 500;
    private static final int MOST_IMAGES = 100;
    private static final int MOST_FRAMES = 100_000;
    private static final Set<String> FIELDS = Set.of("item", "technique", "clinicalInfo", "comparison", "findings",
            "impression", "recommendations", "positive", "keyImages");

    private ReportTexts() {}

    /** What is missing is empty. */
    static ReportText of(JsonObject body) {
        if (!FIELDS.containsAll(body.fieldNames())) {
            throw wrong("The fields of a report are " + FIELDS.stream().sorted().toList() + ".");
        }
        return new ReportText(text(body, "item", LONGEST_LINE), text(body, "technique", LONGEST_LINE),
                text(body, "clinicalInfo", LONGEST), text(body, "comparison", LONGEST_LINE),
                text(body, "findings", LONGEST), text(body, "impression", LONGEST),
                text(body, "recommendations", LONGEST), positive(body), images(body));
    }

    /** PostgreSQL takes no NUL, and what a person means has none. */
    private static String text(JsonObject body, String name, int longest) {
        Object value = body.getValue(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String text && text.length() <= longest && text.indexOf('\0') < 0) {
            return text;
        }
        throw wrong("\"" + name + "\" must be a text of at most " + longest + " characters.");
    }

    private static @Nullable Boolean positive(JsonObject body) {
        Object value = body.getValue("positive");
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw wrong("\"positive\" must be true or false.");
    }

    private static List<ReportText.KeyImage> images(JsonObject body) {
        Object value = body.getValue("keyImages");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || array.size() > MOST_IMAGES) {
            throw wrong("\"keyImages\" must be a list of at most " + MOST_IMAGES + ".");
        }
        List<ReportText.KeyImage> images = new ArrayList<>();
        for (Object one : array) {
            images.add(image(one));
        }
        return images;
    }

    private static ReportText.KeyImage image(Object value) {
        if (value instanceof JsonObject one && one.getValue("series") instanceof String series
                && one.getValue("instance") instanceof String instance && Resources.isUid(series)
                && Resources.isUid(instance) && one.getValue("frame", 1) instanceof Integer frame && frame >= 1
                && frame <= MOST_FRAMES) {
            return new ReportText.KeyImage(series, instance, frame);
        }
        throw wrong("A key image has a \"series\", an \"instance\" and a \"frame\" from 1.");
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.unprocessable("report-text", detail));
    }
}
