package org.lianzhen.gateway.access.share;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.From;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps links and the sessions that they opened; of tokens it knows only the hashes. */
public interface ShareLinkStore {

    /** What is kept with a new link. */
    record Issue(UUID id, Caller caller, String study, String tokenHash, String reason, Duration valid) {}

    /** What became of the wish for a link. */
    sealed interface Issued {
        record Made(ShareLink link) implements Issued {}

        /** There is no such study in these units. */
        record NoStudy() implements Issued {}

        /** Nothing is known of the patient that only the patient would know. */
        record NoSecondFact() implements Issued {}
    }

    /**
     * Makes one.
     *
     * @param units codes of units whose studies may be given
     */
    CompletionStage<Issued> issue(Issue issue, Set<String> units, Function<ShareLink, AuditEvent> event);

    /** Links to a study, newest first. */
    CompletionStage<List<ShareLink>> list(String study, Set<String> units);

    /** Takes one back, with what it has opened. @return empty when there is none that could be */
    CompletionStage<Optional<ShareLink>> revoke(UUID id, Caller caller, Set<String> units);

    /** What became of the wish to open one. */
    sealed interface Opened {
        record Yes(ShareLink link) implements Opened {}

        /** The second fact is another. */
        record Wrong(ShareLink link) implements Opened {}

        /** It is good for nothing any more. */
        record Over(ShareLink link) implements Opened {}

        /** There is none with this token. */
        record Unknown() implements Opened {}
    }

    /** Opens a session by a link, or counts a failure; either is on record. */
    CompletionStage<Opened> open(Opening opening);

    /** @param sessionHash of the token of the session that is to be opened */
    record Opening(String linkHash, SecondFact fact, UUID session, String sessionHash, From from) {}

    /** The session in force with this hash. */
    CompletionStage<Optional<Session>> session(String tokenHash);

    /** @param until when it or its link ends */
    record Session(UUID id, UUID link, ShareLink.Place place, Instant until) {}

    /** Whether a session is in force. */
    CompletionStage<Boolean> isOpen(UUID session);

    /** Ends one. @return false when there is none */
    CompletionStage<Boolean> end(UUID session, AuditEvent event);
}
