package org.lianzhen.gateway.order;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Keeps orders and what happened to them. Each change is one transaction together with its audit event. Failures are {@link
 * org.lianzhen.gateway.archive.IndexUnavailableException}.
 */
public interface OrderStore {

    /** Places an order, unless one with the same placer's number is there: then nothing is changed. */
    CompletionStage<Placing> place(NewOrder order, AuditEvent.Actor by);

    /** One of some units. */
    CompletionStage<Optional<Order>> find(UUID id, Set<String> units);

    /** The one that a unit placed under that number. */
    CompletionStage<Optional<Order>> placed(String unit, String placerNumber);

    /** Those that fit, the newest first. */
    CompletionStage<List<Order>> search(OrderSearch search);

    /** Those that a study came of, the oldest first, whoever ordered them; who may see the study may see them. */
    CompletionStage<List<Order>> ofStudy(String studyUid);

    /** What happened to an order, the oldest first. */
    CompletionStage<List<OrderEvent>> history(UUID id);

    /** Has an order ask for something else. */
    CompletionStage<OrderResult> change(OrderChange change);

    /** Moves an order to another state. */
    CompletionStage<OrderResult> move(OrderStep step);

    /** How placing ended. */
    sealed interface Placing {
        /** @param order with the numbers that were made */
        record Placed(Order order) implements Placing {}

        /** It was there already. */
        record Known(Order order) implements Placing {}

        /**
         * Another order of the unit has one of the numbers.
         *
         * @param what which kind of number
         */
        record Taken(String what) implements Placing {}
    }
}
