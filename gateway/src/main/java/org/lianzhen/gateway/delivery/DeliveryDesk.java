package org.lianzhen.gateway.delivery;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What people see of deliveries, and what they do about them. */
public interface DeliveryDesk {
    /** One for each destination that has or had work, by code. */
    CompletionStage<List<DestinationLoad>> loads();

    /**
     * The same, counting only what goes to some destinations or is of some units.
     *
     * @param units codes of owners of studies
     * @param destinations codes
     */
    CompletionStage<List<DestinationLoad>> loads(Set<String> units, Set<String> destinations);

    /**
     * How far a study is, at each destination.
     *
     * @param units whose studies may be seen
     */
    CompletionStage<List<StudyDelivery>> ofStudy(String studyInstanceUid, Set<String> units);

    /**
     * Studies with such deliveries, each at each destination, the most urgent and oldest first: open work unless the state is one that
     * ends it, and of what has ended only the last month.
     *
     * @param after where the page before has ended
     * @param limit at most
     */
    CompletionStage<DeliveryPage> page(DeliverySelection selection, DeliveryPage.Position after, int limit);

    /**
     * The instances of a study for a destination, by SOP Instance UID.
     *
     * @param after the last one that is known already; empty for none
     * @param limit at most
     */
    CompletionStage<List<InstanceDelivery>> instances(DeliverySelection selection, String after, int limit);

    /** For how many instances an order would be carried out, all calls of it together; counts no further than 100,000. */
    CompletionStage<DeliveryOrder.Extent> preview(DeliveryOrder order);

    /**
     * Does what a person wants, and puts it on record, both or neither. What another order, or the outcome of a sending, is being
     * written about at this moment is left out.
     */
    CompletionStage<DeliveryOrder.Extent> carryOut(DeliveryOrder order);
}
