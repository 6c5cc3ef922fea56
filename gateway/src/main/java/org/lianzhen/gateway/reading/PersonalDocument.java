package org.lianzhen.gateway.reading;

/**
 * A document of one person, which a program of that person writes as one goes and nobody else changes.
 *
 * @param version grows by one with every change; 0 while nothing is kept
 * @param content a JSON object
 */
public record PersonalDocument(int version, String content) {
    public static final PersonalDocument NONE = new PersonalDocument(0, "{}");

    /** Says nothing of what is in it: people write about patients. */
    @Override
    public String toString() {
        return "version " + version;
    }
}
