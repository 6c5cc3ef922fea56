package org.lianzhen.gateway.postgres.delivery;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.StudyDelivery.State;

/** Conditions of a selection on rows called {@code d}, only those that limit something, with their parameters. */
final class Selected {
    /** Of what has ended, the last outcome counts, unless it is open again. */
    static final String LAST = """
            not exists (select from delivery_result n where n.instance = d.instance
                and n.destination = d.destination and n.ended_at > d.ended_at)
            and not exists (select from delivery_task o where o.instance = d.instance
                and o.destination = d.destination)""";
    /** What is older is history, which nobody goes through without naming a study. */
    private static final String LATELY = "d.ended_at > now() - interval '31 days'";
    static final String SENDING = """
            d.state <> 'HELD' and d.due_at <= now() and exists (select from delivery_lease l where l.study = d.study
                and l.destination = d.destination and l.expires_at > now())""";

    private static final String PROVED = """
            exists (select from delivery_proof p join study_receipt c on c.study = p.study and c.state = 'STABLE'
                where p.study = d.study and p.destination = d.destination and p.state = 'COMPLETE')""";

    private final List<String> conditions = new ArrayList<>();
    private final Tuple parameters = Tuple.tuple();

    private Selected(DeliverySelection selection) {
        and("d.unit = any(%s)", selection.units().toArray(String[]::new));
        and("d.study in (select id from study where uid = %s)", selection.study());
        and("d.instance in (select id from instance where sop_instance_uid = %s)", selection.instance());
        and("d.destination = %s", selection.destination());
        and("d.priority = %s::text::urgency",
                selection.priority() == null ? null : selection.priority().name());
    }

    /** Open work, of the table {@code delivery_task}. */
    static Selected open(DeliverySelection selection) {
        var selected = new Selected(selection);
        State state = selection.state();
        if (state == State.SENDING) {
            selected.and(SENDING);
        } else if (state != null) {
            selected.and("d.state = %s", state.name());
        }
        return selected.since("queued_at", selection.olderThan());
    }

    /** What has ended, of the table {@code delivery_result}. */
    static Selected ended(DeliverySelection selection) {
        var selected = new Selected(selection);
        State state = selection.state();
        boolean complete = state == State.COMPLETE;
        selected.and("d.outcome = %s", state == null ? null : (complete ? State.DELIVERED : state).name());
        if (complete || state == State.DELIVERED) {
            selected.and(complete ? PROVED : "not " + PROVED);
        }
        if (selection.study() == null) {
            selected.and(LATELY);
        }
        return selected.since("ended_at", selection.olderThan()).and(LAST);
    }

    private Selected since(String column, @Nullable Duration age) {
        return and("d." + column + " <= now() - %s::interval",
                age == null ? null : PostgresDeliveryLedger.interval(age));
    }

    /** @param condition with {@code %s} where the value stands; left out when that is null */
    private Selected and(String condition, @Nullable Object value) {
        return value == null ? this : and(condition.formatted(parameter(value)));
    }

    Selected and(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds a parameter, and gives the place that stands for it. */
    String parameter(Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }

    /** All of them. */
    String sql() {
        return String.join(" and ", conditions);
    }

    Tuple parameters() {
        return parameters;
    }
}
