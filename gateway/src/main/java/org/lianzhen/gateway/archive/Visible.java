package org.lianzhen.gateway.archive;

import java.util.Set;

/**
 * Whose studies may be seen.
 *
 * @param units codes of units, of which all
 * @param opened single ones of other units besides
 */
public record Visible(Set<String> units, Set<Opened> opened) {
    public Visible {
        units = Set.copyOf(units);
        opened = Set.copyOf(opened);
    }

    /** @param study Study Instance UID */
    public record Opened(String unit, String study) {}

    /** No study by itself. */
    public static Visible of(Set<String> units) {
        return new Visible(units, Set.of());
    }
}
