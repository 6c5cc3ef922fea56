package org.lianzhen.gateway.access;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.SealedStore.Place;
import org.lianzhen.gateway.access.SealedStore.Resealed;
import org.lianzhen.gateway.access.SealedStore.Sealed;

/** Seals every secret with the key in force that a former one has sealed: place after place, some at a time. One step at a time. */
public final class Resealing {
    private static final List<Place> PLACES = List.of(Place.values());

    private final SealedStore store;
    private final SecretBox box;
    private volatile State state = State.BEGIN;
    private volatile boolean again;

    /**
     * How far it is.
     *
     * @param place index of the one that it is at
     * @param after id of the last secret that it has looked at there
     */
    private record State(int place, String after, Outcome outcome) {
        static final State BEGIN = new State(0, "", new Outcome(0, 0));
    }

    /**
     * What became of secrets that former keys had sealed.
     *
     * @param sealed with the key in force now
     * @param lost since no key of the file opens them
     */
    public record Outcome(long sealed, long lost) {
        Outcome plus(long more, long moreLost) {
            return new Outcome(sealed + more, lost + moreLost);
        }
    }

    public Resealing(SealedStore store, SecretBox box) {
        this.store = store;
        this.box = box;
    }

    /** Begins anew with the next step, since another key came in force; may be called by any thread. */
    public void restart() {
        again = true;
    }

    /** Whether there is nothing left to do. */
    public boolean isDone() {
        return !again && state.place() == PLACES.size();
    }

    /** What it has done so far. */
    public Outcome outcome() {
        return state.outcome();
    }

    /** Does some of it. What fails is done by the next step. */
    public CompletionStage<Void> step() {
        if (isDone()) {
            return CompletableFuture.completedStage(null);
        }
        State now = again ? State.BEGIN : state;
        again = false;
        Place place = PLACES.get(now.place());
        return store.others(place, box.mark(), now.after()).thenCompose(found -> {
            List<Resealed> opened = found.stream().flatMap(sealed -> resealed(sealed).stream()).toList();
            return store.replace(place, opened).thenAccept(done -> state = next(now, found, opened.size()));
        });
    }

    private static State next(State now, List<Sealed> found, int opened) {
        return found.isEmpty() ? new State(now.place() + 1, "", now.outcome())
                : new State(now.place(), found.getLast().id(),
                        now.outcome().plus(opened, (long) found.size() - opened));
    }

    private Optional<Resealed> resealed(Sealed sealed) {
        try {
            byte[] secret = box.open(sealed.text(), sealed.owner());
            return Optional.of(new Resealed(sealed, box.seal(secret, sealed.owner())));
        } catch (AccessUnavailableException e) {
            // it counts as lost: whoever needs it is told, and somebody may yet bring the key back
            return Optional.empty();
        }
    }
}
