package org.lianzhen.gateway.order;

import java.time.Instant;

/**
 * Something that happened to an order.
 *
 * @param state in which it was afterwards
 * @param author account, AE title or sending application
 * @param why as they gave it, or empty
 */
public record OrderEvent(OrderMove move, OrderState state, int version, String author, String why, Instant at) {}
