package org.lianzhen.gateway.postgres.delivery;

import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;

/** An order as SQL: what it is about, how many that are, and how it is done. */
final class OrderSql {
    private static final int COUNTED_UP_TO = 100_000;
    private static final String CANCEL = """
            , ended as (delete from delivery_task t using chosen where t.id = chosen.id returning t.*)
            insert into delivery_result (id, unit, instance, study, destination, outcome, answer, code, priority,
                route, route_version, reason, attempts, queued_at)
            select id, unit, instance, study, destination, 'CANCELLED', last_answer, last_code, priority, route, route_version,
                reason, attempts, queued_at from ended returning unit""";

    private final DeliveryOrder order;
    private final Selected selected;

    private OrderSql(DeliveryOrder order, Selected selected) {
        this.order = order;
        this.selected = selected;
    }

    static OrderSql of(DeliveryOrder order) {
        if (order.action().isAboutEnded()) {
            return new OrderSql(order, Selected.ended(order.selection()));
        }
        Selected open = Selected.open(order.selection());
        return new OrderSql(order, switch (order.action()) {
            case HOLD -> open.and("d.state <> 'HELD'");
            case RESUME -> open.and("d.state = 'HELD'");
            case RETRY -> open.and("d.state = 'RETRY_AT'");
            default -> open;
        });
    }

    Selected selected() {
        return selected;
    }

    String count() {
        return "select count(*)::int from (select %s from %s d where %s limit %d) all_of_them".formatted(
                order.action() == Action.VERIFY ? "distinct d.study, d.destination" : "",
                order.action().isAboutEnded() ? "delivery_result" : "delivery_task", selected.sql(),
                COUNTED_UP_TO + 1);
    }

    static DeliveryOrder.Extent counted(int count) {
        return new DeliveryOrder.Extent(Math.min(count, COUNTED_UP_TO), count > COUNTED_UP_TO);
    }

    /**
     * Gives the owner of each that is changed. Rows that somebody else has locked are left out: to wait for them could end in a
     * deadlock with whoever settles a lease.
     */
    String change() {
        String where = selected.sql();
        String chosen = """
                with chosen as (select d.id from delivery_task d where %s order by d.priority, d.queued_at, d.id
                    limit %d for update skip locked)
                """.formatted(where, DeliveryOrder.MOST);
        return switch (order.action()) {
            case HOLD -> chosen + update("state = 'HELD'");
            case RESUME, RETRY -> chosen + update("state = 'QUEUED', due_at = now(), untried_since = null");
            case PRIORITISE -> chosen + update("priority = %s::text::urgency"
                    .formatted(selected.parameter(order.priority().name())));
            case CANCEL -> chosen + CANCEL;
            case RESEND -> resend(where);
            case VERIFY -> verify(where);
        };
    }

    private static String update(String what) {
        return "update delivery_task t set " + what + " from chosen where t.id = chosen.id returning t.unit";
    }

    private static String resend(String where) {
        return """
                insert into delivery_task (id, unit, instance, study, destination, priority, route, route_version, reason)
                select gen_random_uuid(), d.unit, d.instance, d.study, d.destination, d.priority, d.route,
                    d.route_version, d.reason
                from delivery_result d where %s order by d.priority, d.ended_at limit %d
                on conflict (instance, destination) do nothing returning unit"""
                .formatted(where, DeliveryOrder.MOST);
    }

    /** What is to be proved anyway, or is being proved, is left alone. */
    private static String verify(String where) {
        return """
                with named as (
                    select distinct d.study, d.destination from delivery_result d where %s limit %d
                ), chosen as (
                    select p.study, p.destination from delivery_proof p join named using (study, destination)
                    where p.state <> 'DUE' for update of p skip locked
                ), forgotten as (
                    delete from commitment_inquiry i using chosen c
                    where i.study = c.study and i.destination = c.destination
                )
                update delivery_proof p set state = 'DUE', due_at = now(), attempts = 0, rounds = 0, kind = null,
                    settled_at = null, epoch = 0 from chosen c
                where p.study = c.study and p.destination = c.destination returning p.unit""".formatted(where,
                DeliveryOrder.MOST);
    }
}
