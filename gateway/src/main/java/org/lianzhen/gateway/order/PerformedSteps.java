package org.lianzhen.gateway.order;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** What devices say that they are doing, and what orders it moves. Each step is one transaction with its orders. */
public interface PerformedSteps {

    /** A device has begun; orders that it names move with it, as far as they are of its worklist and the patient is theirs. */
    CompletionStage<Beginning> begin(Step step, AuditEvent.Actor by);

    /** A device goes on, is done, or gives up. */
    CompletionStage<Ending> update(News news, AuditEvent.Actor by);

    /**
     * A step.
     *
     * @param uid SOP Instance UID
     * @param station AE title of the device
     * @param orders what it does; empty when nobody ordered it
     */
    record Step(String uid, String station, String patientId, List<Reference> orders, Worklist.Scope scope) {
        public Step {
            orders = List.copyOf(orders);
        }
    }

    /** An order as a device names it; texts are empty when unknown. */
    record Reference(String studyUid, String accession, String stepId) {}

    /**
     * News of a step.
     *
     * @param unit code of the unit of the device
     */
    record News(String uid, String unit, State state) {}

    /** How far a step is. */
    enum State {
        IN_PROGRESS, COMPLETED, DISCONTINUED
    }

    /** How beginning ended. */
    enum Beginning {
        BEGUN,
        /** There is one with this UID. */
        DUPLICATE
    }

    /** How an update ended. */
    enum Ending {
        DONE, UNKNOWN,
        /** It was completed or discontinued before. */
        ENDED
    }
}
