package org.lianzhen.gateway.delivery;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What people see of deliveries, and what they do about them. */
public interface DeliveryDesk {
    /** One for each destination that has or had work, by code. */
    CompletionStage<List<DestinationLoad>> loads();

    /**
     * How far a study is, at each destination.
     *
     * @param units whose studies may be seen
     */
    CompletionStage<List<StudyDelivery>> ofStudy(String studyInstanceUid, Set<String> units);

    /**
     * Studies with open work, the most urgent and oldest first.
     *
     * @param units whose studies may be seen
     * @param limit at most
     */
    CompletionStage<List<StudyDelivery>> open(Set<String> units, int limit);

    /**
     * Does what a person wants, and puts it on record, both or neither.
     *
     * @return how many instances it was done for; 0 when there is none of this study and destination
     */
    CompletionStage<Integer> carryOut(DeliveryOrder order);
}
