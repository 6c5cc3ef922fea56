package org.lianzhen.gateway.postgres;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes time-ordered identifiers (RFC 9562 section 5.7), so that new rows lie together in their indexes. */
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private UuidV7() {}

    /** A new one, of this moment. */
    public static UUID next() {
        return of(System.currentTimeMillis(), RANDOM.nextLong(), RANDOM.nextLong());
    }

    static UUID of(long millis, long randomA, long randomB) {
        return new UUID((millis << 16) | VERSION | (randomA & 0xFFF), VARIANT | (randomB >>> 2));
    }
}
