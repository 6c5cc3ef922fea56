package org.lianzhen.gateway.notify;

import java.time.Instant;

/**
 * A document of channels, as somebody wrote it.
 *
 * @param number from 1 on; 0 when there never was one
 * @param author account that wrote it
 * @param document YAML or JSON
 */
public record ChannelVersion(int number, String author, Instant madeAt, String document) {
    public static final ChannelVersion NONE = new ChannelVersion(0, "", Instant.EPOCH, "");
}
