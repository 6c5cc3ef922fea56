package org.lianzhen.gateway.order;

/** How something that was wanted of an order ended. */
public sealed interface OrderResult {
    /** @param order as it is now */
    record Done(Order order) implements OrderResult {}

    /** No such order is there, or it is another unit's. */
    record Unknown() implements OrderResult {}

    /** Somebody else has changed it meanwhile. */
    record Stale() implements OrderResult {}

    /**
     * That cannot be done with it any more, or not yet.
     *
     * @param state in which it is
     */
    record Refused(OrderState state) implements OrderResult {}
}
