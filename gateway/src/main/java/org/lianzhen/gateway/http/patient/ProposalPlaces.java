package org.lianzhen.gateway.http.patient;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.patient.ProposalPage.Place;

/** Places in the list of proposed links as text, which clients repeat and do not read. */
final class ProposalPlaces {
    private static final String SEPARATOR = "~";
    private static final int PARTS = 4;
    private static final int LAST_YEAR = 9999;

    private ProposalPlaces() {}

    static String text(Place place) {
        return String.join(SEPARATOR, String.valueOf(place.confidence()), place.proposedAt().toString(),
                place.first().toString(), place.second().toString());
    }

    /** @throws ProblemException (400) when it is no place */
    static Place of(String text) {
        List<String> parts = List.of(text.split(SEPARATOR, PARTS));
        try {
            var place = new Place(Double.parseDouble(parts.get(0)), Instant.parse(parts.get(1)),
                    UUID.fromString(parts.get(2)), UUID.fromString(parts.get(3)));
            int year = place.proposedAt().atOffset(ZoneOffset.UTC).getYear();
            if (place.confidence() >= 0 && place.confidence() <= 1 && year > 0 && year <= LAST_YEAR) {
                return place;
            }
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static ProblemException wrong() {
        return new ProblemException(Problem.badRequest("parameter",
                "\"after\" must be what the page before has told as \"next\"."));
    }
}
