package org.lianzhen.gateway.app;

import java.io.IOException;
import org.lianzhen.gateway.audit.PseudonymKeys;

/** The key of pseudonyms, which connections with the database take along when they are opened: within minutes all have another one. */
record AuditKey(PseudonymKeys keys) implements KeyWatch.Watched {
    static final String NAME = "audit-key";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String fingerprint() {
        return keys.fingerprint();
    }

    @Override
    public void look() throws IOException {
        keys.look();
    }

    @Override
    public void replaced() {
        // nothing is made anew: events stay as they were written
    }
}
