package org.lianzhen.gateway.delivery;

import java.time.Duration;

/**
 * What answers say of a destination itself, as one lane hears them: whether it can be served, and when to try again. One that cannot
 * be reached or has no room is sent a single instance after each pause.
 */
final class Trouble {
    /** One answer may be about an instance that is too large; two in a row are about the destination. */
    private static final int CERTAIN = 2;
    private static final int MOST_DOUBLINGS = 10;

    private final DeliveryPace pace;
    private int pauses;
    private int noRoom;
    private boolean awaited;
    private boolean ended;
    private Duration wanted = Duration.ZERO;

    Trouble(DeliveryPace pace) {
        this.pace = pace;
    }

    void heard(Reply reply) {
        switch (reply) {
            case Reply.NoRoom _ -> noRoom++;
            case Reply.Taken _ -> {
                over();
                ended |= awaited;
                awaited = false;
            }
            case Reply.Refused _,Reply.NotNow _ -> over();
            case Reply.NoAnswer silent -> wanted = silent.pause();
            case Reply.Lost _ -> {
                // it has said nothing
            }
        }
    }

    private void over() {
        noRoom = 0;
        pauses = 0;
        wanted = Duration.ZERO;
    }

    /** Whether it takes nothing at present. */
    boolean isFull() {
        return noRoom >= CERTAIN || (isThere() && noRoom > 0);
    }

    /** The destination could not be served. What it said before the pause says nothing of what it says after. */
    void begin() {
        pauses++;
        noRoom = 0;
        awaited = true;
    }

    boolean isThere() {
        return pauses > 0;
    }

    /** Whether it has taken something, for the first time since it could not be served; told once. */
    boolean hasEnded() {
        boolean was = ended;
        ended = false;
        return was;
    }

    /** How many instances may be sent together. */
    int atOnce() {
        return isThere() ? 1 : pace.batch();
    }

    /** Until the next try; longer and longer, and as long as the destination wants. */
    Duration pause() {
        Duration grown = pace.poll().multipliedBy(1L << Math.min(pauses - 1, MOST_DOUBLINGS));
        Duration bounded = grown.compareTo(pace.trouble()) > 0 ? pace.trouble() : grown;
        return wanted.compareTo(bounded) > 0 ? wanted : bounded;
    }
}
