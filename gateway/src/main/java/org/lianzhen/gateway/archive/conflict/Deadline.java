package org.lianzhen.gateway.archive.conflict;

/** When a comparison must be over. */
record Deadline(long nanoTime) {

    /** Called between pieces of work. */
    void check() throws NotComparableException {
        if (System.nanoTime() - nanoTime > 0) {
            throw new NotComparableException("it takes too long");
        }
    }
}
