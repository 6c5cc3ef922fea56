package org.lianzhen.dicom.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what must be run, come what may. */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private Steps() {}

    /** Runs all steps in order. One listener's fault must not keep the others from hearing that it is over. */
    static void runAll(Iterable<Runnable> steps) {
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.error("A listener failed at the end of an association", e);
            }
        }
    }
}
