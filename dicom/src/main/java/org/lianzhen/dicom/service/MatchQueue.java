package org.lianzhen.dicom.service;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.ReadHold;

/** Matches between the peer that sends them and the caller that pulls them; holds the peer when too many wait. */
final class MatchQueue {
    private static final int MANY = 64;
    private static final int FEW = 16;

    private final Turns turns = new Turns(Runnable::run);
    private final Queue<Match> waiting = new ArrayDeque<>();
    private @Nullable CompletableFuture<Optional<Match>> demand;
    private @Nullable ReadHold hold;
    private @Nullable Throwable fault;
    private boolean ended;
    private boolean unwanted;

    void put(Match match, Association association) {
        turns.execute(() -> {
            waiting.add(match);
            if (waiting.size() >= MANY && hold == null && !ended && !unwanted) {
                hold = association.holdReads();
            }
            serve();
        });
    }

    /** No more are wanted: the peer is held no longer, so that its last response can come. */
    void stopHolding() {
        turns.execute(() -> {
            unwanted = true;
            letRead();
        });
    }

    /** No more come. */
    void end(@Nullable Throwable why) {
        turns.execute(() -> {
            ended = true;
            fault = why;
            letRead();
            serve();
        });
    }

    CompletionStage<Optional<Match>> next() {
        var answer = new CompletableFuture<Optional<Match>>();
        turns.execute(() -> {
            if (demand != null) {
                answer.completeExceptionally(new IllegalStateException("one match at a time"));
                return;
            }
            demand = answer;
            serve();
        });
        return answer;
    }

    private void serve() {
        CompletableFuture<Optional<Match>> asked = demand;
        if (asked == null || (waiting.isEmpty() && !ended)) {
            return;
        }
        demand = null;
        Match match = waiting.poll();
        if (waiting.size() <= FEW) {
            letRead();
        }
        if (match == null && fault != null) {
            asked.completeExceptionally(fault);
        } else {
            asked.complete(Optional.ofNullable(match));
        }
    }

    private void letRead() {
        if (hold != null) {
            hold.release();
            hold = null;
        }
    }
}
