package org.lianzhen.gateway.app;

import org.lianzhen.gateway.config.Settings;

/** Starts what {@code run} serves. */
@FunctionalInterface
interface NodeStarter {

    /** The real thing. */
    NodeStarter STANDARD = DicomNode::start;

    /**
     * Starts everything; what was started before a failure is stopped again.
     *
     * @throws StartException when that is not possible with these settings on this machine
     */
    RunningNode start(Settings settings) throws StartException;
}
