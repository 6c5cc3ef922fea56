package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.dicomweb.Resources;

/** What marks on a study may be: annotations as the viewer draws them, and references to key images. */
final class Marks {
    static final String ANNOTATIONS = "annotations";
    static final String KEY_IMAGES = "keyImages";
    /** More than anybody draws on a study. */
    private static final int MOST_ANNOTATIONS = 2000;
    private static final int MOST_KEY_IMAGES = 500;

    private Marks() {}

    /** @throws ProblemException (422) when they are none */
    static JsonObject checked(JsonObject marks) {
        objects(marks, ANNOTATIONS, MOST_ANNOTATIONS);
        for (Object each : objects(marks, KEY_IMAGES, MOST_KEY_IMAGES)) {
            JsonObject image = (JsonObject) each;
            if (!isUid(image.getValue("series")) || !isUid(image.getValue("instance"))
                    || !(image.getValue("frame", 1) instanceof Integer frame && frame > 0)) {
                throw refusal("Each of \"" + KEY_IMAGES
                        + "\" names its \"series\" and \"instance\" by their UIDs, and may name a \"frame\" from 1.");
            }
        }
        return marks;
    }

    private static boolean isUid(Object value) {
        return value instanceof String text && Resources.isUid(text);
    }

    private static JsonArray objects(JsonObject marks, String name, int most) {
        if (marks.getValue(name) instanceof JsonArray all && all.size() <= most
                && all.stream().allMatch(JsonObject.class::isInstance)) {
            return all;
        }
        throw refusal("\"" + name + "\" must be a list of at most " + most + " objects.");
    }

    private static ProblemException refusal(String why) {
        return new ProblemException(Problem.unprocessable("field", why));
    }
}
