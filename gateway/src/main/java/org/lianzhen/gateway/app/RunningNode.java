package org.lianzhen.gateway.app;

import java.time.Duration;
import java.util.Optional;

/** A server that serves. */
interface RunningNode {

    /** Where it can be reached, such as {@code DICOM LIANZHEN@127.0.0.1:11112}; one line. */
    String addresses();

    /** Password of the first account, which was made just now; told once, and kept nowhere. */
    default Optional<String> firstPassword() {
        return Optional.empty();
    }

    /** Takes nothing new, ends what is under way, and returns after the limit at the latest. Blocks. */
    void stop(Duration limit);
}
