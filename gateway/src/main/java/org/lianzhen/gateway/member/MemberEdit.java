package org.lianzhen.gateway.member;

import java.util.Map;

/** A wish to change the members. */
public sealed interface MemberEdit {

    /**
     * Puts an item in the place of the one with the same identifier, or beside the others.
     *
     * @param identifier of the item; {@code fields} need not name it
     * @param fields as in a document
     */
    record Put(Section section, String identifier, Map<String, Object> fields) implements MemberEdit {
        public Put {
            fields = Map.copyOf(fields);
        }
    }

    /** Takes an item away. */
    record Remove(Section section, String identifier) implements MemberEdit {}

    /** Puts a whole document in force. */
    record Replace(String document) implements MemberEdit {}

    /**
     * Puts the document of an old version in force again.
     *
     * @param number of the old version
     */
    record Restore(int number) implements MemberEdit {}
}
