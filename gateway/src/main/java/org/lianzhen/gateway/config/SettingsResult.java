package org.lianzhen.gateway.config;

import java.util.List;

/** What became of putting the settings together. */
public sealed interface SettingsResult {

    /** They make sense. */
    record Loaded(Settings settings) implements SettingsResult {}

    /**
     * They do not.
     *
     * @param problems all of them, at least one
     */
    record Refused(List<Problem> problems) implements SettingsResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
