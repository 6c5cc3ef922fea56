package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.reading.template.TemplateContent;

/** Reads what a template shall say from a request. Every fault is a {@link ProblemException} (422). */
final class TemplateBodies {
    private static final int LONGEST = 20_000;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_CODES = 50;
    /** A defined term of DICOM (CS). */
    private static final Pattern CODE = Pattern.compile("[A-Z0-9 _]{1,16}");

    private TemplateBodies() {}

    /** Whether it shall be the caller's own. */
    static boolean own(JsonObject body) {
        if (body.getValue("own") instanceof Boolean own) {
            return own;
        }
        throw wrong("\"own\" must be true for the caller's own, or false for the centre's.");
    }

    static TemplateContent content(JsonObject body) {
        if (!(body.getValue("content") instanceof JsonObject json)) {
            throw wrong("\"content\" must be a JSON object.");
        }
        String name = text(json, "name", LONGEST_NAME).strip();
        if (name.isEmpty()) {
            throw wrong("\"name\" must be a text of 1 to " + LONGEST_NAME + " characters.");
        }
        var content = new TemplateContent(kind(json), name,
                new TemplateContent.Fit(codes(json, "modalities"), codes(json, "bodyParts")), positive(json),
                new TemplateContent.Words(text(json, "item", LONGEST_LINE), text(json, "technique", LONGEST_LINE),
                        text(json, "findings", LONGEST), text(json, "impression", LONGEST),
                        text(json, "recommendations", LONGEST)));
        if (!content.isWhole()) {
            throw wrong(content.kind() == TemplateContent.Kind.PHRASE
                    ? "A phrase has exactly one of \"findings\", \"impression\" and \"recommendations\"."
                    : "A template has \"findings\" or an \"impression\".");
        }
        return content;
    }

    private static TemplateContent.Kind kind(JsonObject json) {
        for (TemplateContent.Kind kind : TemplateContent.Kind.values()) {
            if (kind.name().equals(json.getValue("kind"))) {
                return kind;
            }
        }
        throw wrong("\"kind\" must be TEMPLATE or PHRASE.");
    }

    private static @Nullable Boolean positive(JsonObject json) {
        Object value = json.getValue("positive");
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw wrong("\"positive\" must be true, false or null.");
    }

    /** What is missing is empty. PostgreSQL takes no NUL, and what a person means has none. */
    private static String text(JsonObject json, String name, int longest) {
        Object value = json.getValue(name, "");
        if (value instanceof String text && text.length() <= longest && text.indexOf('\0') < 0) {
            return text;
        }
        throw wrong("\"" + name + "\" must be a text of at most " + longest + " characters.");
    }

    private static List<String> codes(JsonObject json, String name) {
        Object value = json.getValue(name, new JsonArray());
        if (value instanceof JsonArray array && array.size() <= MOST_CODES
                && array.stream().allMatch(one -> one instanceof String code && isCode(upper(code)))) {
            return array.stream().map(one -> upper((String) one)).distinct().toList();
        }
        throw wrong(
                "\"" + name + "\" must be a list of at most " + MOST_CODES + " terms of DICOM, such as CT or CHEST.");
    }

    private static boolean isCode(String code) {
        return CODE.matcher(code).matches();
    }

    private static String upper(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.unprocessable("template", detail));
    }
}
