package org.lianzhen.gateway.app;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** A destination that is killed at any moment, and knows what it was sent. */
interface KillTarget extends AutoCloseable {
    /** Of the destination. */
    String code();

    void start() throws IOException;

    /** Ends it at once, and starts it again. */
    void killAndStart() throws IOException;

    /** How often it was sent something. */
    long count() throws IOException;

    /** SOP Instance UIDs, each as often as it was sent whole. */
    List<String> taken() throws IOException;

    /** SOP Instance UIDs that it holds now. */
    Set<String> held() throws IOException;

    @Override
    void close();
}
