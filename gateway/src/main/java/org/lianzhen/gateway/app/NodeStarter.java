package org.lianzhen.gateway.app;

import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Settings;

/** Starts what {@code run} serves. */
@FunctionalInterface
interface NodeStarter {

    /** The real thing. */
    NodeStarter STANDARD = GatewayNode::start;

    /**
     * Starts everything; what was started before a failure is stopped again.
     *
     * @throws StartException when that is not possible with these settings on this machine
     * @throws TlsFileException when a certificate or key cannot be used
     */
    RunningNode start(Settings settings) throws StartException, TlsFileException;
}
