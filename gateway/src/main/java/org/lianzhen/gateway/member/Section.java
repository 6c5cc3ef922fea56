package org.lianzhen.gateway.member;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A list of a member document. */
public enum Section {
    CONSORTIA("code"), UNITS("code"), NODES("aeTitle"), CENTRES("code"), AGREEMENTS("id"), TITLES("aeTitle"),
    SENDERS("code"), RECEIVERS("code");

    private final String identifier;

    Section(String identifier) {
        this.identifier = identifier;
    }

    /** Its name in documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value that tells its items apart. */
    public String identifier() {
        return identifier;
    }

    public static Optional<Section> of(String key) {
        return Arrays.stream(values()).filter(section -> section.key().equals(key)).findFirst();
    }
}
