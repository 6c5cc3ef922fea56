package org.lianzhen.gateway.reading.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.ResultReceiver;
import org.lianzhen.gateway.reading.report.SignedReport;

/** Keeps which versions of reports go to which receivers, and how far they are. */
public interface ResultMessages {

    /** How far one is. */
    enum State {
        /** To be sent, at once or after a while. */
        WAITING,
        /** The receiver has said that it has it. */
        DELIVERED,
        /** Given up: a person must look, and may have it sent again. */
        FAILED,
        /** Was not sent, and a newer version has been. */
        SUPERSEDED
    }

    /**
     * One that is to be sent now.
     *
     * @param attempts of which this is the last
     */
    record Due(UUID id, String receiver, Version version, int attempts) {}

    /**
     * A version of a report.
     *
     * @param unit code of the unit that made the study
     */
    record Version(UUID task, int number, String unit, String studyInstanceUid) {}

    /**
     * Gives each version that was signed lately to those receivers of its unit that want it. Versions of units without a receiver are
     * done with.
     *
     * @return how many versions there were
     */
    CompletionStage<Integer> spread(List<ResultReceiver> receivers);

    /**
     * Takes the one that has waited longest, so that nobody else does for a while. An older version of the same report goes first to
     * each receiver.
     *
     * @param term after which it is due again when nobody has said how it ended
     */
    CompletionStage<Optional<Due>> next(Duration term);

    /** The receiver has it. */
    CompletionStage<Void> delivered(Due due, AuditEvent event);

    /**
     * An attempt came to nothing. When the receiver cannot be reached, whatever waits for it waits as long.
     *
     * @param again when to try again; null to give it up
     */
    CompletionStage<Void> failed(Due due, Trouble trouble, @Nullable Duration again);

    /**
     * Why an attempt came to nothing.
     *
     * @param detail what the receiver or the network said, or empty; never anything about a patient
     */
    record Trouble(Kind kind, String detail) {
        /** What kind of trouble it is. */
        public enum Kind {
            /** The unit or its receiver is not among the members any more. */
            GONE,
            /** No message can be made of the report. */
            UNMADE,
            /** There was no connection, or no answer in time. */
            UNREACHED,
            /** The receiver has said that it does not take it. */
            REFUSED
        }
    }

    /** As people see one. */
    record Shown(UUID id, String receiver, Of of, State state, int attempts, @Nullable Instant next,
            @Nullable Trouble trouble, Times times) {}

    /** Of what it is. */
    record Of(String unit, String studyInstanceUid, int number, SignedReport.Kind kind) {}

    /** When it was made, and when the last thing happened to it. */
    record Times(Instant made, Instant changed) {}

    /**
     * Which are asked for.
     *
     * @param state null for any
     * @param receiver null for any
     * @param before those that are older than this one; null to begin with the newest
     */
    record Selection(Set<String> units, @Nullable State state, @Nullable String receiver, @Nullable UUID before,
            int limit) {}

    /** The newest first. */
    CompletionStage<List<Shown>> list(Selection selection);

    /** How many of each state there are, by receiver. */
    record Load(String receiver, int waiting, int failed, int deliveredInADay) {}

    /** Of receivers that have anything. */
    CompletionStage<List<Load>> loads(Set<String> units);

    /**
     * Has what was given up sent again, or what waits sent at once, unless its receiver has a newer version of the report already.
     *
     * @param ids empty for all that were given up
     * @param receiver null for any
     * @return how many will be
     */
    CompletionStage<Integer> resend(Set<String> units, List<UUID> ids, @Nullable String receiver, AuditEvent event);

    /** How many were given up and not sent again, of all units. */
    CompletionStage<Integer> givenUp();
}
