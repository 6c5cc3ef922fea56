package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.time.Duration;

/** A server of which {@link Supervisor} keeps one process running. */
interface Startable {

    /** Starts a process, which ends with the calling thread; it serves once {@link #isReady} says so. */
    Process start() throws IOException;

    /** Whether {@code process} takes connections. */
    boolean isReady(Process process);

    /** Ends {@code process}, kindly at first; blocks. */
    void stop(Process process, Duration limit);

    /** What the process that was started last has said of its trouble; one line, which holds no data of the database. */
    String lastWords();
}
