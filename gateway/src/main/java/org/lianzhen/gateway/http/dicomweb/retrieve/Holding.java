package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A body for which memory or a file is held until it is sent. */
record Holding(Body body, List<Closeable> held) implements Body {
    private static final Logger LOG = LoggerFactory.getLogger(Holding.class);

    Holding(Body body, Closeable... held) {
        this(body, List.of(held));
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public void writeTo(Sink out) throws IOException {
        body.writeTo(out);
    }

    @Override
    public void close() {
        body.close();
        for (Closeable one : held) {
            try {
                one.close();
            } catch (IOException e) {
                LOG.warn("What an answer was made from could not be closed", e);
            }
        }
    }
}
