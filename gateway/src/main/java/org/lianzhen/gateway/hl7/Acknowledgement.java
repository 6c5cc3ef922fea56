package org.lianzhen.gateway.hl7;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Writes what a sender is answered (HL7 v2.4 section 2.13.1). */
final class Acknowledgement {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final String OURS = "LIANZHEN";
    private static final String SEPARATORS = "|^~\\&";

    private final Clock clock;

    Acknowledgement(Clock clock) {
        this.clock = clock;
    }

    /** What was wanted is kept. */
    String accepted(Header header) {
        return head(header) + "MSA|AA|" + control(header) + "\r";
    }

    String refused(Header header, RefusedMessage why) {
        return head(header) + "MSA|" + why.code().acknowledgement() + "|" + control(header) + "|" + why.why() + "\r"
                + error(why);
    }

    /** To somebody whose message does not say who sends it. */
    String without(RefusedMessage why) {
        return "MSH|^~\\&|" + OURS + "||||" + LocalDateTime.now(clock).format(MOMENT) + "||ACK|" + number()
                + "|P|2.4\rMSA|AR||" + why.why() + "\r" + error(why);
    }

    private static String error(RefusedMessage why) {
        int dash = why.place().indexOf('-');
        String place = dash < 0 ? why.place() : why.place().substring(0, dash);
        String field = dash < 0 ? "" : why.place().substring(dash + 1);
        return "ERR|" + place + "^1^" + field + "^" + why.code().number() + "&" + why.why() + "&HL70357\r";
    }

    /** In our own separators, whichever the sender uses. */
    private String head(Header header) {
        Header.Route route = header.route();
        return String.join("|", "MSH", SEPARATORS.substring(1), plain(route.ourApplication()),
                plain(route.ourFacility()), plain(route.application()), plain(route.facility()),
                LocalDateTime.now(clock).format(MOMENT), "", "ACK^" + plain(header.event()), number(),
                plain(header.processing()), plain(header.version()), "", "", "", "", "", plain(header.charset()))
                + "\r";
    }

    private static String number() {
        return Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    /** As it came, or its sender does not know it again; only what would open a field or segment of ours is left out. */
    private static String control(Header header) {
        return header.controlId().replaceAll("[|\\p{Cntrl}]", " ");
    }

    /** What a peer wrote must not open a field of ours. */
    private static String plain(String text) {
        return text.replaceAll("[|~\\\\&\\p{Cntrl}]", " ");
    }
}
