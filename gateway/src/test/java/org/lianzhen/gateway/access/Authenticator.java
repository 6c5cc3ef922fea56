package org.lianzhen.gateway.access;

import java.time.Instant;

/** What shows the codes of a second factor, as on a telephone. */
public final class Authenticator {
    private static final int STEP_SECONDS = 30;

    private final byte[] secret;

    /** @param base32 the secret as the gateway tells it */
    public Authenticator(String base32) {
        secret = MemoryFactors.decoded(base32);
    }

    /** The code of now, or of so many steps from now. */
    public String code(int steps) {
        return Totp.code(secret, Totp.step(Instant.now().plusSeconds((long) steps * STEP_SECONDS)));
    }
}
