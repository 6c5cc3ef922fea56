package org.lianzhen.gateway.member;

import java.util.List;

/** What became of an edit, or would. */
public sealed interface EditResult {

    /** It is in force. */
    record Done(MemberVersion version) implements EditResult {}

    /** It would change this; nothing has happened yet. */
    record Previewed(List<MemberChange> changes) implements EditResult {
        public Previewed {
            changes = List.copyOf(changes);
        }
    }

    /** It says what is in force already. */
    record Unchanged(MemberVersion version) implements EditResult {}

    /**
     * It was made from a version that is no longer the newest.
     *
     * @param newest number of the newest
     */
    record Stale(int newest) implements EditResult {}

    /** What it speaks of is not there. */
    record Missing() implements EditResult {}

    /** The members would not hold together. */
    record Refused(List<String> problems) implements EditResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
