package org.lianzhen.gateway.order;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How far an order is. */
public enum OrderState {
    /** Nobody has begun; it stands on the worklists of the devices. */
    ORDERED,
    /** A device says that it has begun. */
    IN_PROGRESS,
    /** It was done, or its images are here. */
    PERFORMED,
    /** It was begun and given up; it may be begun anew. */
    DISCONTINUED,
    /** It shall not be done. */
    CANCELLED;

    private static final Map<OrderState, Map<OrderMove, OrderState>> MOVES = moves();

    private static Map<OrderState, Map<OrderMove, OrderState>> moves() {
        Map<OrderState, Map<OrderMove, OrderState>> moves = new EnumMap<>(OrderState.class);
        moves.put(ORDERED, Map.of(OrderMove.CHANGE, ORDERED, OrderMove.BEGIN, IN_PROGRESS, OrderMove.PERFORM, PERFORMED,
                OrderMove.CANCEL, CANCELLED));
        moves.put(IN_PROGRESS, Map.of(OrderMove.PERFORM, PERFORMED, OrderMove.DISCONTINUE, DISCONTINUED));
        moves.put(PERFORMED, Map.of(OrderMove.REOPEN, ORDERED));
        moves.put(DISCONTINUED, Map.of(OrderMove.BEGIN, IN_PROGRESS, OrderMove.PERFORM, PERFORMED, OrderMove.CANCEL,
                CANCELLED));
        moves.put(CANCELLED, Map.of());
        return moves;
    }

    /** The state that a move leads to; empty when it is not allowed. */
    public Optional<OrderState> after(OrderMove move) {
        return Optional.ofNullable(MOVES.getOrDefault(this, Map.of()).get(move));
    }

    /** Whether its images may still come. */
    public boolean isOpen() {
        return this == ORDERED || this == IN_PROGRESS || this == DISCONTINUED;
    }
}
