package org.lianzhen.gateway.reading.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a template says. Places that the reader fills in are written 【】, with what belongs there between the brackets or nothing.
 *
 * @param name what people choose it by, such as 胸部 CT 平扫（正常）
 * @param fit which studies it is offered for first
 * @param positive whether a report made of it says that something was found; null when it depends
 */
public record TemplateContent(Kind kind, String name, Fit fit, @Nullable Boolean positive, Words words) {

    /** How much of a report it is. */
    public enum Kind {
        /** Fills the fields of a report. */
        TEMPLATE,
        /** A sentence or two, for the one field that it has. */
        PHRASE
    }

    /**
     * Studies that it is meant for; a list that is empty fits everything.
     *
     * @param modalities as images name them, such as CT
     * @param bodyParts as images name them (0018,0015), in upper case
     */
    public record Fit(List<String> modalities, List<String> bodyParts) {
        public Fit {
            modalities = List.copyOf(modalities);
            bodyParts = List.copyOf(bodyParts);
        }
    }

    /** For the fields of a report of the same names; empty where it has nothing to say. */
    public record Words(String item, String technique, String findings, String impression, String recommendations) {
        /** Whether there is exactly one text, for a field of more than a line. */
        boolean isOnePhrase() {
            return item.isBlank() && technique.isBlank()
                    && List.of(findings, impression, recommendations).stream().filter(text -> !text.isBlank())
                            .count() == 1;
        }

        boolean areNone() {
            return findings.isBlank() && impression.isBlank();
        }
    }

    /** Whether its words are what its kind needs. */
    public boolean isWhole() {
        return kind == Kind.PHRASE ? words.isOnePhrase() : !words.areNone();
    }
}
