package org.lianzhen.gateway.reading.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps the queues of centres. */
public interface ReadingTasks {

    /** What is to be read, the most urgent first and of those what is due first; what is over comes last, the newest first. */
    CompletionStage<List<ReadingTask>> list(Asked asked);

    /** @param readers codes of the units whose queues may be seen, with what they have given away, or have given back lately */
    CompletionStage<Optional<ReadingTask>> find(UUID id, Set<String> readers);

    /** What has been done with it, oldest first. */
    CompletionStage<List<Event>> history(UUID id);

    /** Makes a move, and puts it on record, both or neither. */
    CompletionStage<Result> move(Change change, AuditEvent event);

    /** Gives a study to another centre, and puts it on record, both or neither. What was given away once is not given further. */
    CompletionStage<Result> escalate(Change change, There there, AuditEvent event);

    /** How many wait at a centre, in each state. */
    CompletionStage<List<Count>> counts(Set<String> readers);

    /**
     * What is wanted.
     *
     * @param readers codes of the units whose queues may be seen
     * @param states those, or all that are not over when it is empty
     * @param account only what this one has in hand or has signed; null for everybody's
     * @param limit of studies
     */
    record Asked(Set<String> readers, Set<ReadingState> states, @Nullable String account, int limit) {
        public Asked {
            readers = Set.copyOf(readers);
            states = Set.copyOf(states);
        }
    }

    /**
     * What somebody wants.
     *
     * @param readers codes of the units whose queues may be changed
     * @param account who does it
     * @param target who is to have it in hand then; null for nobody
     * @param reason empty where none is needed
     * @param hold how long it may be kept without being touched
     */
    record Change(UUID id, ReadingMove move, Set<String> readers, String account, @Nullable String target,
            String reason, Duration hold) {
        public Change {
            readers = Set.copyOf(readers);
        }
    }

    /**
     * To whom a study is given.
     *
     * @param reader code of the unit that runs the centre
     * @param fromAnyHand whether it may be taken out of somebody else's hand for that
     */
    record There(String centre, String reader, boolean fromAnyHand) {}

    /**
     * A move that was made.
     *
     * @param account empty when nobody asked for it
     */
    record Event(Instant at, String account, ReadingMove move, ReadingState to, String reason) {}

    /** How many of a state wait at a centre, and how many of them are late. */
    record Count(String centre, ReadingState state, int tasks, int late) {}

    /** What became of it. */
    sealed interface Result {
        /** It was made. */
        record Moved(ReadingTask task) implements Result {}

        /** There is no such study in these queues. */
        record Unknown() implements Result {}

        /** It cannot be made from where the study is, or somebody else has it in hand. */
        record Illegal(ReadingTask task) implements Result {}

        /** Whoever is to have it does not read for that centre. */
        record NoReader(ReadingTask task) implements Result {}

        /** Whoever wrote a report does not approve it. */
        record OwnReport(ReadingTask task) implements Result {}
    }
}
