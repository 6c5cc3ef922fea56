package org.lianzhen.dicom.service;

import java.util.List;
import java.util.function.Consumer;

/** Sends the instances of a retrieval we perform. */
@FunctionalInterface
interface SubOperationRunner {

    /**
     * Begins to send. Every instance gets exactly one result, whatever happens.
     *
     * @param results called by any thread
     * @return begins no more when run; those not begun get {@link InstanceResult.NotSent}
     */
    Runnable start(List<Instance> instances, Consumer<InstanceResult> results);
}
