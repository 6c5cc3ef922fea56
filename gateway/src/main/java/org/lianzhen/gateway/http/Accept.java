package org.lianzhen.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a client takes, the most wanted first: from the query parameter {@code accept}, which wins, or from the header (PS3.18
 * section 8.3.3.1 and 8.7).
 */
public record Accept(List<MediaRange> ranges) {
    private static final int LONGEST = 4096;
    private static final int MOST_RANGES = 64;

    public Accept {
        ranges = List.copyOf(ranges);
    }

    /** Who says nothing takes anything. */
    public static Accept of(RoutingContext request) {
        List<String> given = request.queryParam("accept");
        boolean query = !given.isEmpty();
        List<String> texts = query ? given : request.request().headers().getAll(HttpHeaders.ACCEPT);
        // a plus sign means a space in queries, and clients forget it
        return parse(query ? String.join(",", texts).replace(' ', '+') : String.join(",", texts));
    }

    public static Accept parse(String text) {
        if (text.isBlank()) {
            return new Accept(List.of(MediaRange.ANYTHING));
        }
        List<String> elements = text.length() > LONGEST ? List.of() : MediaRange.split(text, ',');
        if (elements.isEmpty() || elements.size() > MOST_RANGES) {
            throw new ProblemException(Problem.badRequest("accept", "What is accepted is told at too great length."));
        }
        List<MediaRange> ranges = new ArrayList<>();
        for (String element : elements) {
            MediaRange range = MediaRange.parse(element);
            if (range.weight() > 0 && !range.type().isEmpty()) {
                ranges.add(range);
            }
        }
        ranges.sort(Comparator.comparingDouble(MediaRange::weight).reversed());
        return new Accept(ranges);
    }

    /** Those that want this type of content; none when it is not wanted. */
    public List<MediaRange> wanting(String mediaType) {
        return ranges.stream().filter(range -> range.wants(mediaType)).toList();
    }

    /** Goes on when one of these types is wanted by itself, and not as parts of a body; answers 406 with what there is instead. */
    public static void require(RoutingContext request, String... mediaTypes) {
        List<MediaRange> ranges = of(request).ranges();
        if (Stream.of(mediaTypes).noneMatch(type -> ranges.stream().anyMatch(range -> range.wantsAlone(type)))) {
            throw refusal("The answer comes as " + String.join(" or ", mediaTypes) + ".");
        }
    }

    /** Answers 406 with what there is instead. */
    public static ProblemException refusal(String offered) {
        return new ProblemException(Problem.notAcceptable("media-type", offered));
    }
}
