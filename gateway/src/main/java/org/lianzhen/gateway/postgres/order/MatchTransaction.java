package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.ArrivedStudy;
import org.lianzhen.gateway.order.Judgement;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.StudyMatches.Decision;
import org.lianzhen.gateway.order.StudyMatches.Outcome;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** That a study came of an order, or did not, as part of a transaction. */
record MatchTransaction(SqlConnection connection) {
    private static final String NEW = "select from order_match where study = $1 and state = 'NEW' for update";
    private static final String KEEP = """
            update order_match set state = $2, imaging_order = $3, reason = $4, decided_by = $5, changed_at = now()
            where study = $1""";
    private static final String OF_UNITS = """
            select m.study, m.state, m.imaging_order from order_match m join study s on s.id = m.study
            where s.uid = $1 and m.unit = any($2) for update of m""";
    private static final String ORDER = """
            select state, unit from imaging_order where id = $1 and unit = any($2) for update""";
    private static final String OTHERS = "select from order_match where imaging_order = $1 and study <> $2";

    Future<Boolean> settle(ArrivedStudy study, Judgement judgement) {
        return connection.preparedQuery(NEW).execute(Tuple.of(study.id())).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(false);
            }
            return switch (judgement) {
                case Judgement.None() -> keep(Kept.byRule(study.id(), "NONE", null, "")).map(false);
                case Judgement.Doubtful(String why) -> keep(Kept.byRule(study.id(), "OPEN", null, why))
                        .map(false);
                case Judgement.Certain(Order order, String why) -> isStillFree(study, order)
                        .compose(free -> free ? matched(study, order, why) : Future.succeededFuture(false));
            };
        });
    }

    /** Another study may have got the order meanwhile, or somebody has cancelled it: then this one is judged anew. */
    private Future<Boolean> isStillFree(ArrivedStudy study, Order order) {
        return connection.preparedQuery(ORDER)
                .execute(Tuple.of(order.id()).addArrayOfString(new String[]{ order.unit() })).compose(found -> {
                    if (found.size() == 0 || found.iterator().next().getString("state").equals("CANCELLED")) {
                        return Future.succeededFuture(false);
                    }
                    return connection.preparedQuery(OTHERS).execute(Tuple.of(order.id(), study.id()))
                            .map(others -> others.size() == 0);
                });
    }

    private Future<Boolean> matched(ArrivedStudy study, Order order, String why) {
        return keep(Kept.byRule(study.id(), "MATCHED", order.id(), why))
                .compose(kept -> closed(new Closing(study.uid(), order.id(), order.unit(), why),
                        AuditEvent.Actor.GATEWAY))
                .map(true);
    }

    /** What is kept of a study. */
    private record Kept(UUID study, String state, @Nullable UUID order, String reason, String by) {
        static Kept byRule(UUID study, String state, @Nullable UUID order, String reason) {
            return new Kept(study, state, order, reason, AuditEvent.Actor.GATEWAY.name());
        }
    }

    private Future<Void> keep(Kept kept) {
        return connection.preparedQuery(KEEP)
                .execute(Tuple.of(kept.study(), kept.state(), kept.order(), kept.reason(), kept.by())).mapEmpty();
    }

    /** A match and what it does. */
    private record Closing(String study, UUID order, String unit, String why) {}

    /** An order that its device has closed before stays as it is. */
    private Future<Void> closed(Closing closing, AuditEvent.Actor by) {
        return new OrderTransaction(connection)
                .move(new OrderStep(closing.order(), Set.of(closing.unit()), OrderMove.PERFORM, closing.why(), by))
                .compose(moved -> written(closing.study(), Optional.of(closing.order()), closing.why(), by));
    }

    private Future<Void> written(String study, Optional<UUID> order, String how, AuditEvent.Actor by) {
        Map<String, String> details = new HashMap<>(Map.of("how", how));
        details.put("order", order.map(UUID::toString).orElse(""));
        return AuditRows.insert(connection, AuditEvent.success(by, AuditAction.ORDER_MATCH, study).with(details));
    }

    Future<Outcome> decide(Decision decision) {
        return locked(decision).compose(row -> {
            if (row.isEmpty()) {
                return Future.succeededFuture(Outcome.UNKNOWN);
            }
            if (row.get().getString("state").equals("MATCHED")) {
                return Future.succeededFuture(Outcome.MATCHED);
            }
            UUID study = row.get().getUUID("study");
            return decision.order().isEmpty()
                    ? keep(new Kept(study, "NONE", null, decision.why(), decision.by().name()))
                            .compose(kept -> written(decision.study(), Optional.empty(), "DECIDED", decision.by()))
                            .map(Outcome.DONE)
                    : matched(decision, study, decision.order().get());
        });
    }

    private Future<Outcome> matched(Decision decision, UUID study, UUID order) {
        return connection.preparedQuery(ORDER)
                .execute(Tuple.of(order).addArrayOfString(decision.units().toArray(String[]::new)))
                .compose(found -> {
                    if (found.size() == 0) {
                        return Future.succeededFuture(Outcome.UNKNOWN);
                    }
                    Row row = found.iterator().next();
                    if (row.getString("state").equals("CANCELLED")) {
                        return Future.succeededFuture(Outcome.CANCELLED);
                    }
                    var closing = new Closing(decision.study(), order, row.getString("unit"), "DECIDED");
                    return keep(new Kept(study, "MATCHED", order, decision.why(), decision.by().name()))
                            .compose(kept -> closed(closing, decision.by())).map(Outcome.DONE);
                });
    }

    Future<Outcome> undo(Decision decision) {
        return locked(decision).compose(row -> {
            if (row.isEmpty() || !row.get().getString("state").equals("MATCHED")) {
                return Future.succeededFuture(Outcome.UNKNOWN);
            }
            UUID study = row.get().getUUID("study");
            UUID order = row.get().getUUID("imaging_order");
            return keep(new Kept(study, "OPEN", null, "UNDONE", decision.by().name()))
                    .compose(kept -> reopened(decision, study, order))
                    .compose(done -> written(decision.study(), Optional.of(order), "UNDONE", decision.by()))
                    .map(Outcome.DONE);
        });
    }

    /** An order that has another study, too, stays closed. */
    private Future<Void> reopened(Decision decision, UUID study, UUID order) {
        var step = new OrderStep(order, decision.units(), OrderMove.REOPEN, decision.why(), decision.by());
        return connection.preparedQuery(OTHERS).execute(Tuple.of(order, study)).compose(others -> others.size() > 0
                ? Future.succeededFuture()
                : new OrderTransaction(connection).move(step).mapEmpty());
    }

    private Future<Optional<Row>> locked(Decision decision) {
        return connection.preparedQuery(OF_UNITS)
                .execute(Tuple.of(decision.study()).addArrayOfString(decision.units().toArray(String[]::new)))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next()));
    }
}
