package org.lianzhen.gateway.reading;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Keeps the marks of people on studies: what they have drawn and measured, and the key images that they have chosen. They are drafts
 * of their own, apart from the images.
 */
public interface MarkStore {

    /** Of one person on one study. */
    CompletionStage<PersonalDocument> marks(Place place);

    /**
     * Keeps others in place of {@code base}, together with the event.
     *
     * @param marks the next version of them
     * @return empty when somebody was faster, such as the same person in another window
     */
    CompletionStage<Optional<PersonalDocument>> keep(Place place, PersonalDocument marks, AuditEvent event);

    /** @param study UID of one that is here */
    record Place(String account, String study) {}
}
