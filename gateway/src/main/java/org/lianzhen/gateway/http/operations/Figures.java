package org.lianzhen.gateway.http.operations;

import java.time.Instant;
import java.util.Map;

/** What is counted and measured. Looking must not block. */
public interface Figures {
    /** Everything, in the text format of Prometheus. */
    String scrape();

    Instant startedAt();

    /** The figures that people want to see, by name, in a fixed order: counts since the start, or of this moment. */
    Map<String, Long> live();
}
