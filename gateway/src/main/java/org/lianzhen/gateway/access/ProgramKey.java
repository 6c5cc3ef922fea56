package org.lianzhen.gateway.access;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.AddressRange;

/**
 * What a program signs with.
 *
 * @param id unique among all programs, see {@link #isId}
 * @param account name of the program's
 * @param material the public key (X.509 in base64), or the shared one, sealed
 * @param limits within which it is taken
 */
public record ProgramKey(String id, String account, Algorithm algorithm, String material, Limits limits) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Algorithms of the registry of RFC 9421 that are taken. */
    public enum Algorithm {
        ED25519("ed25519"), HMAC_SHA256("hmac-sha256");

        private final String registered;

        Algorithm(String registered) {
            this.registered = registered;
        }

        /** As the parameter {@code alg} names it. */
        String registered() {
            return registered;
        }
    }

    /**
     * Until when, and from where a key is taken.
     *
     * @param expires the first moment at which it is not; null for never
     * @param addresses empty for all
     */
    public record Limits(@Nullable Instant expires, List<AddressRange> addresses) {
        public static final Limits NONE = new Limits(null, List.of());

        public Limits {
            addresses = List.copyOf(addresses);
        }

        boolean hasExpired(Instant now) {
            return expires != null && !now.isBefore(expires);
        }

        /** @param source literal address; anything else is within no ranges */
        boolean admits(String source) {
            try {
                return addresses.isEmpty()
                        || addresses.stream().anyMatch(range -> range.contains(InetAddress.ofLiteral(source)));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /** Whether {@code text} can be an id: up to 64 letters, digits, dots, hyphens and underscores. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
