package org.lianzhen.gateway.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether whoever connects must show a certificate that we trust. */
public enum ClientProof {
    /** Who shows none is sent away. */
    REQUIRED,
    /** Who shows none may go on, but one that is shown must be good. */
    WANTED,
    /** Nobody is asked. */
    NONE;

    /** As people write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable ClientProof of(String text) {
        for (ClientProof proof : values()) {
            if (proof.text().equals(text)) {
                return proof;
            }
        }
        return null;
    }
}
