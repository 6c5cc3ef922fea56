package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.util.List;

/** What the database says of its objects. Blocks. */
public interface ObjectRows {
    int PAGE = 1000;

    /** How many there are, and their bytes. */
    record Totals(long objects, long bytes) {}

    Totals totals() throws IOException;

    /**
     * The next objects, in the order of their keys' bytes.
     *
     * @param after key after which to go on; empty for the beginning
     * @return none when that was all
     */
    List<ObjectRow> objects(String after, int limit) throws IOException;

    /** Takes one object after the other. */
    @FunctionalInterface
    interface Taker {
        void take(ObjectRow row) throws IOException;
    }

    /** Hands all of them over, in the order of their keys. */
    default void each(Taker taker) throws IOException {
        String after = "";
        for (List<ObjectRow> page = objects(after, PAGE); !page.isEmpty(); page = objects(after, PAGE)) {
            for (ObjectRow row : page) {
                taker.take(row);
            }
            after = page.getLast().key();
        }
    }
}
