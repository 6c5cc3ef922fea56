package org.lianzhen.gateway.archive;

import org.jspecify.annotations.Nullable;

/**
 * A study, one of its series, or one instance, by their UIDs.
 *
 * @param series null for the whole study
 * @param instance null for all instances
 */
public record Scope(String study, @Nullable String series, @Nullable String instance) {

    public static Scope study(String study) {
        return new Scope(study, null, null);
    }

    public static Scope series(String study, String series) {
        return new Scope(study, series, null);
    }
}
