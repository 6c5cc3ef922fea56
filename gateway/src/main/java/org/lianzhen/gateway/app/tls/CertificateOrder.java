package org.lianzhen.gateway.app.tls;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.lianzhen.gateway.config.HostName;

/**
 * A certificate that is wanted of a certificate authority.
 *
 * @param names what it is for, the most important first, which becomes the common name: DNS names, IP addresses, and others, such
 *            as AE titles, which cannot be checked against an address and stand in the common name only
 * @param from when it is asked for
 * @param days how long it is to hold; it ends with that of the authority at the latest
 */
public record CertificateOrder(List<String> names, Instant from, int days) {
    /** Browsers take no server's certificate that holds for longer than 398 days, counting both ends. */
    public static final int LONGEST_DAYS = 397;
    private static final int LONGEST_NAME = 253;
    /** RFC 5280, ub-common-name. */
    private static final int LONGEST_COMMON_NAME = 64;

    public CertificateOrder {
        names = List.copyOf(names);
        if (names.isEmpty() || days < 1 || days > LONGEST_DAYS) {
            throw new IllegalArgumentException("a certificate needs a name, and 1 to " + LONGEST_DAYS + " days");
        }
    }

    /** Whether it can stand in a certificate: printable, and not longer than a DNS name. */
    public static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
    }

    /** Cut to the length that is allowed; the whole name stands among the others. */
    String commonName() {
        String first = names.getFirst();
        return first.length() <= LONGEST_COMMON_NAME ? first : first.substring(0, LONGEST_COMMON_NAME);
    }

    /** Those that clients compare with the address that they connect to. */
    SequencedSet<String> hosts() {
        SequencedSet<String> hosts = new LinkedHashSet<>();
        names.stream().filter(HostName::isValid).map(HostName::normal).forEach(hosts::add);
        return hosts;
    }
}
