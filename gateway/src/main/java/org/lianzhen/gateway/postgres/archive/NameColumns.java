package org.lianzhen.gateway.postgres.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.patient.NameForms;

/**
 * What the columns of a name hold. The images of a study come one after the other and all bear the same name, so the last few
 * hundred are remembered.
 */
final class NameColumns {
    private static final int REMEMBERED = 500;

    private final Map<String, Columns> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Columns> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Both columns as one text each, a value a line.
     *
     * @param forms the ways in which people look for the name
     * @param terms characters and pairs of all forms
     */
    record Columns(String forms, String terms) {
        private static Columns of(String name) {
            List<String> forms = NameForms.of(name);
            return new Columns(String.join("\n", forms), String.join("\n", NameForms.terms(forms)));
        }
    }

    /** May be called from any thread. */
    Columns of(String name) {
        synchronized (recent) {
            return recent.computeIfAbsent(name, Columns::of);
        }
    }
}
