package org.lianzhen.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The language of ours that a client wants most (RFC 9110 section 12.5.4); Chinese when it wants none, or says what nobody can read. */
public final class AcceptLanguage {
    private static final int LONGEST = 1024;
    private static final List<Locale> OURS = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private AcceptLanguage() {}

    /** Tells in the answer, too, which it is, and that others would be answered otherwise. */
    public static Locale of(RoutingContext request) {
        Locale language = parse(String.join(",", request.request().headers().getAll(HttpHeaders.ACCEPT_LANGUAGE)));
        request.response().putHeader(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        return language;
    }

    static Locale parse(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            return OURS.getFirst();
        }
        try {
            return Locale.LanguageRange.parse(text).stream().filter(range -> range.getWeight() > 0)
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight).reversed())
                    .flatMap(range -> OURS.stream().filter(ours -> fits(range.getRange(), ours))).findFirst()
                    .orElse(OURS.getFirst());
        } catch (IllegalArgumentException e) {
            // whoever cannot say it is answered all the same
            return OURS.getFirst();
        }
    }

    private static boolean fits(String range, Locale ours) {
        return range.equals("*") || range.equals(ours.getLanguage()) || range.startsWith(ours.getLanguage() + "-");
    }
}
