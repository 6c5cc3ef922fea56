package org.lianzhen.gateway.order;

/**
 * An order that is about to be placed.
 *
 * @param unit code of the unit that orders
 */
public record NewOrder(String unit, Order.Source source, OrderNumbers numbers, OrderContent content) {}
