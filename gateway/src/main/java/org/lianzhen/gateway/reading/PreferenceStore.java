package org.lianzhen.gateway.reading;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps how people like to look at images: windows, keys, mouse buttons, layouts. Tells nothing of patients. */
public interface PreferenceStore {

    CompletionStage<PersonalDocument> preferences(String account);

    /**
     * @param next version of them
     * @return empty when somebody was faster, such as the same person in another window
     */
    CompletionStage<Optional<PersonalDocument>> keep(String account, PersonalDocument next);
}
