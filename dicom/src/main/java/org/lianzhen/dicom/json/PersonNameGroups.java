package org.lianzhen.dicom.json;

import java.util.List;

/** The writings of a person's name in JSON (PS3.18 section F.2.3). */
final class PersonNameGroups {
    /** Keys in the order of the groups of a PN value. */
    static final List<String> KEYS = List.of("Alphabetic", "Ideographic", "Phonetic");

    private PersonNameGroups() {}
}
