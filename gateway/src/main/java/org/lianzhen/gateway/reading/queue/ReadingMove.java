package org.lianzhen.gateway.reading.queue;

import static org.lianzhen.gateway.reading.queue.ReadingState.APPROVED;
import static org.lianzhen.gateway.reading.queue.ReadingState.CLAIMED;
import static org.lianzhen.gateway.reading.queue.ReadingState.ESCALATED;
import static org.lianzhen.gateway.reading.queue.ReadingState.IN_REVIEW;
import static org.lianzhen.gateway.reading.queue.ReadingState.PRELIM_WRITTEN;
import static org.lianzhen.gateway.reading.queue.ReadingState.QUARANTINED;
import static org.lianzhen.gateway.reading.queue.ReadingState.QUEUED;
import static org.lianzhen.gateway.reading.queue.ReadingState.RECALL_FOR_REPEAT;
import static org.lianzhen.gateway.reading.queue.ReadingState.RECEIVING;
import static org.lianzhen.gateway.reading.queue.ReadingState.REPLACED;
import static org.lianzhen.gateway.reading.queue.ReadingState.SENT_BACK;
import static org.lianzhen.gateway.reading.queue.ReadingState.WITHDRAWN;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with a study that is to be read, and from where to where that leads. */
public enum ReadingMove {
    /** It has begun to arrive. */
    RECEIVE(RECEIVING),
    /** All of it is here, and nothing stands against reading it. */
    QUEUE(QUEUED, RECEIVING, QUARANTINED, RECALL_FOR_REPEAT),
    /** All of it is here, and something must be decided first. */
    QUARANTINE(QUARANTINED, RECEIVING, QUEUED),
    /** Somebody takes it to write the report. */
    CLAIM(CLAIMED, QUEUED, SENT_BACK, ESCALATED),
    /** Whoever has it in hand gives it back, or has not touched it for too long: it is where it was before. */
    RELEASE(null, CLAIMED, IN_REVIEW),
    /** The centre's director gives it to somebody else. */
    ASSIGN(CLAIMED, QUEUED, CLAIMED, SENT_BACK, ESCALATED),
    /** The preliminary report is signed. */
    WRITE(PRELIM_WRITTEN, CLAIMED),
    /** Somebody else takes it to look at the preliminary report. */
    REVIEW(IN_REVIEW, PRELIM_WRITTEN),
    /** The final report is signed. */
    APPROVE(APPROVED, IN_REVIEW),
    /** The writer shall change something. */
    SEND_BACK(SENT_BACK, IN_REVIEW),
    /** The unit shall take other images. */
    RECALL(RECALL_FOR_REPEAT, CLAIMED),
    /** Somebody takes a final report in hand to change it; until the change is approved it stays as it is. */
    AMEND(CLAIMED, APPROVED),
    /** The change is not made after all. */
    DROP(APPROVED, CLAIMED, IN_REVIEW),
    /** It is signed that the final report is not valid any more. */
    WITHDRAW(WITHDRAWN, APPROVED),
    /** A report is to be written in place of the one that was withdrawn. */
    REOPEN(QUEUED, WITHDRAWN),
    /** It is given to another centre, such as that of the city. */
    ESCALATE(ESCALATED, QUEUED, CLAIMED, SENT_BACK),
    /** It is given back to the centre that it came from, or that one takes it back while nobody has it in hand. */
    RETURN(QUEUED, ESCALATED, CLAIMED, SENT_BACK),
    /** Another study of the same order has come in its place. */
    REPLACE(REPLACED, RECALL_FOR_REPEAT),
    /** The study is filed to another patient, wherever its reading is: that begins anew. */
    REFILE(RECEIVING, QUEUED, QUARANTINED, CLAIMED, PRELIM_WRITTEN, IN_REVIEW, SENT_BACK, APPROVED, RECALL_FOR_REPEAT,
            WITHDRAWN, ESCALATED);

    private final @Nullable ReadingState to;
    @SuppressWarnings("ImmutableEnumChecker") // the copy is
    private final Set<ReadingState> from;

    ReadingMove(@Nullable ReadingState to, ReadingState... from) {
        this.to = to;
        this.from = Set.of(from);
    }

    /** Where it leads; null where it leads back. */
    public @Nullable ReadingState to() {
        return to;
    }

    /** From where it may be made; none when it is the first one. */
    public Set<ReadingState> from() {
        return from;
    }
}
