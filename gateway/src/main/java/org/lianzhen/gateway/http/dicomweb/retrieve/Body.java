package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;

/** The content of an answer, which comes into being while it goes out. */
interface Body extends AutoCloseable {
    /** Length of a body that nobody knows before. */
    long UNKNOWN = -1;

    /** In bytes, or {@link #UNKNOWN}. */
    long length();

    /**
     * Writes all of it, on a thread that may block.
     *
     * @throws ClientGoneException when nobody takes it any more
     */
    void writeTo(Sink out) throws IOException;

    /** Lets go of what it holds; nothing is written any more. */
    @Override
    default void close() {}
}
