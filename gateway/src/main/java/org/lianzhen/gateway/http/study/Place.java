package org.lianzhen.gateway.http.study;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Where a page of studies ended, as clients carry it to the next request without knowing what it means. */
final class Place {
    /** A date, a time and a UID (the order of studies). */
    private static final int PARTS = 3;
    private static final Pattern UNREADABLE = Pattern.compile("[\\x00\\p{Cs}]");

    private Place() {}

    static String text(List<String> place) {
        byte[] json = new JsonArray(place).encode().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /** @throws org.lianzhen.gateway.http.ProblemException (422) when no answer of ours can have had it */
    static List<String> of(String text) {
        List<String> place = List.of();
        try {
            String json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            place = new JsonArray(json).stream().filter(String.class::isInstance).map(String.class::cast)
                    .filter(part -> !UNREADABLE.matcher(part).find()).toList();
        } catch (IllegalArgumentException | DecodeException e) {
            throw unknown();
        }
        if (place.size() != PARTS) {
            throw unknown();
        }
        return place;
    }

    private static RuntimeException unknown() {
        return StudySearch.refusal("after", "\"after\" must be the \"next\" of the page before.");
    }
}
