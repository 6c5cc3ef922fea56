package org.lianzhen.gateway.http.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lianzhen.gateway.delivery.DeliveryPage.Position;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.Urgency;

/** Places in the list of deliveries as text, which clients repeat and do not read. */
final class Positions {
    private static final String SEPARATOR = "~";
    private static final int PARTS = 4;

    private Positions() {}

    static String text(Position position) {
        return String.join(SEPARATOR, position.priority().name(), position.since().toString(),
                position.study().toString(), position.destination());
    }

    /** @throws ProblemException (400) when it is no place */
    static Position of(String text) {
        List<String> parts = List.of(text.split(SEPARATOR, PARTS));
        try {
            return new Position(Urgency.valueOf(parts.get(0)), Instant.parse(parts.get(1)),
                    UUID.fromString(parts.get(2)), parts.get(3));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw new ProblemException(Problem.badRequest("parameter",
                    "\"after\" must be what the page before has told as \"next\"."));
        }
    }
}
