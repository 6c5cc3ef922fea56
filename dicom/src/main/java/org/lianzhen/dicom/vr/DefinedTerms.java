package org.lianzhen.dicom.vr;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the values of Specific Character Set mean.
 *
 * @param repertoires the first is the initial one, the others are code extensions
 * @param terms the values as the standard spells them; empty for the default repertoire
 * @param remarks deviations that leave no doubt about what was meant
 * @param errors what could not be understood and was left out
 */
record DefinedTerms(List<Repertoire> repertoires, List<String> terms, List<String> remarks, List<String> errors) {

    private static final int LONGEST_QUOTE = 32;

    /** Collects what one attribute says, value by value. */
    private static final class Reader {
        private final Set<Repertoire> found = new LinkedHashSet<>();
        private final List<String> remarks = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private boolean extended;

        void first(String value) {
            Repertoire repertoire = Repertoire.named(value);
            if (repertoire == null) {
                unknown(value);
                found.add(Repertoire.DEFAULT);
            } else if (repertoire.isMultiByte()) {
                remarks.add("'" + quoted(value) + "' cannot be the first value and is read as the second");
                found.add(Repertoire.DEFAULT);
                found.add(repertoire);
            } else {
                spelled(value, repertoire, extended);
                extended |= value.equals(repertoire.extensionTerm());
                found.add(repertoire);
            }
        }

        void further(String value) {
            Repertoire repertoire = Repertoire.named(value);
            if (repertoire == null) {
                unknown(value);
            } else if (!value.isEmpty()) {
                spelled(value, repertoire, true);
                found.add(repertoire);
            }
        }

        private void unknown(String value) {
            errors.add("character set '" + quoted(value) + "' is unknown");
        }

        private void spelled(String value, Repertoire repertoire, boolean extension) {
            boolean right = value.isEmpty() || value.equals(repertoire.extensionTerm())
                    || (value.equals(repertoire.aloneTerm()) && !extension);
            if (!right) {
                remarks.add("'" + quoted(value) + "' is read as "
                        + (extension ? repertoire.extensionTerm() : repertoire.aloneTerm()));
            }
        }

        DefinedTerms result() {
            for (Repertoire repertoire : found) {
                if (repertoire.isWhole() && found.size() > 1) {
                    errors.add(repertoire.aloneTerm() + " must stand alone");
                    found.retainAll(Set.of(repertoire));
                    break;
                }
            }
            return new DefinedTerms(List.copyOf(found), terms(), List.copyOf(remarks), List.copyOf(errors));
        }

        private List<String> terms() {
            List<String> terms = new ArrayList<>();
            for (Repertoire repertoire : found) {
                boolean blank = repertoire == Repertoire.DEFAULT && terms.isEmpty();
                boolean alone = found.size() == 1 && !extended;
                terms.add(blank ? "" : alone ? repertoire.aloneTerm() : repertoire.extensionTerm());
            }
            return terms.equals(List.of("")) ? List.of() : List.copyOf(terms);
        }
    }

    static DefinedTerms parse(List<String> values) {
        Reader reader = new Reader();
        reader.extended = values.size() > 1;
        for (int i = 0; i < values.size(); i++) {
            String value = Vr.CS.trim(values.get(i));
            if (i == 0) {
                reader.first(value);
            } else {
                reader.further(value);
            }
        }
        if (values.isEmpty()) {
            reader.first("");
        }
        return reader.result();
    }

    /** Values come from peers and messages go to logs: cut, and without control characters. */
    private static String quoted(String value) {
        String cut = value.length() > LONGEST_QUOTE ? value.substring(0, LONGEST_QUOTE) + "..." : value;
        return cut.replaceAll("[^ -~]", ".");
    }
}
