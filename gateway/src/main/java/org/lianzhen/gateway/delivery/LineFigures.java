package org.lianzhen.gateway.delivery;

import java.time.Duration;

/** Counts what destinations answer. Called for every instance, from any thread; must not block. */
@FunctionalInterface
public interface LineFigures {

    /**
     * A destination has answered about an instance, or has not.
     *
     * @param destination code
     * @param bytes that it has taken; 0 when it has not taken the instance
     * @param took since the answer before in the same shipment, or since its beginning
     */
    void answered(String destination, Reply reply, long bytes, Duration took);
}
