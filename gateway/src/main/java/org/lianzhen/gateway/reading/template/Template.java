package org.lianzhen.gateway.reading.template;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A template as it is now.
 *
 * @param owner account that has it for itself; null when it is the whole centre's
 * @param initials of its name, as they are typed on a keyboard without Chinese
 */
public record Template(UUID id, @Nullable String owner, String initials, TemplateContent content, Version version) {

    /**
     * Which version that is.
     *
     * @param number from 1 on
     * @param author account that wrote it; empty for what comes with the gateway
     * @param removed whether it is not offered any more
     */
    public record Version(int number, String author, Instant madeAt, boolean removed) {}

    /** A version, and what it said. */
    public record Past(Version version, TemplateContent content) {}
}
