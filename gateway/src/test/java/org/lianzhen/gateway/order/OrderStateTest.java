package org.lianzhen.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.order.OrderMove.BEGIN;
import static org.lianzhen.gateway.order.OrderMove.CANCEL;
import static org.lianzhen.gateway.order.OrderMove.CHANGE;
import static org.lianzhen.gateway.order.OrderMove.DISCONTINUE;
import static org.lianzhen.gateway.order.OrderMove.PERFORM;
import static org.lianzhen.gateway.order.OrderMove.REOPEN;
import static org.lianzhen.gateway.order.OrderState.CANCELLED;
import static org.lianzhen.gateway.order.OrderState.DISCONTINUED;
import static org.lianzhen.gateway.order.OrderState.IN_PROGRESS;
import static org.lianzhen.gateway.order.OrderState.ORDERED;
import static org.lianzhen.gateway.order.OrderState.PERFORMED;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderStateTest {
    private static final Map<List<Enum<?>>, OrderState> ALLOWED = Map.ofEntries(
            Map.entry(List.of(ORDERED, CHANGE), ORDERED),
            Map.entry(List.of(ORDERED, BEGIN), IN_PROGRESS),
            Map.entry(List.of(ORDERED, PERFORM), PERFORMED),
            Map.entry(List.of(ORDERED, CANCEL), CANCELLED),
            Map.entry(List.of(IN_PROGRESS, PERFORM), PERFORMED),
            Map.entry(List.of(IN_PROGRESS, DISCONTINUE), DISCONTINUED),
            Map.entry(List.of(DISCONTINUED, BEGIN), IN_PROGRESS),
            Map.entry(List.of(DISCONTINUED, PERFORM), PERFORMED),
            Map.entry(List.of(DISCONTINUED, CANCEL), CANCELLED),
            Map.entry(List.of(PERFORMED, REOPEN), ORDERED));

    @Test
    void nothingButTheseMovesIsAllowed() {
        Map<List<Enum<?>>, OrderState> found = new HashMap<>();
        for (OrderState state : OrderState.values()) {
            for (OrderMove move : OrderMove.values()) {
                state.after(move).ifPresent(next -> found.put(List.of(state, move), next));
            }
        }
        assertThat(found).isEqualTo(ALLOWED);
    }

    @Test
    void imagesMayComeAsLongAsSomethingIsToBeDone() {
        assertThat(OrderState.values()).filteredOn(OrderState::isOpen)
                .containsExactly(ORDERED, IN_PROGRESS, DISCONTINUED);
    }
}
