package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On what terms queries or retrievals are served.
 *
 * @param limit longest wait for one answer of the handler
 * @param options what the handler can do beyond the baseline
 */
record QueryTerms(Duration limit, Set<QueryOption> options) {
    QueryTerms {
        options = Set.copyOf(options);
    }

    /** Answers the options a peer asks for; null where it asks for none. */
    byte @Nullable [] answer(String sopClassUid, byte[] proposed) {
        return OptionField.of(sopClassUid).answer(proposed, options);
    }
}
