package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.NewOrder;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderNumbers;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderStore.Placing;
import org.lianzhen.gateway.postgres.UuidV7;

/** Places one order, or finds that it was placed before. */
record PlacingTransaction(SqlConnection connection, NewOrder order, AuditEvent.Actor by) {
    static final String BY_PLACER = OrderRows.SELECT
            + "where o.unit = $1 and o.placer_number = $2 and o.placer_number <> ''";
    private static final String NUMBER = "select nextval('imaging_order_number') % 1000000";
    private static final String TAKEN = "select from imaging_order where unit = $1 and accession_number = $2";

    /** Images may be here before their order. */
    private static final String RECONSIDER = """
            update order_match m set state = 'NEW', changed_at = now()
            from study s join patient p on p.id = s.patient
            where m.study = s.id and m.state = 'NONE' and m.unit = $1 and m.decided_by = $2
                and m.changed_at > now() - interval '7 days'
                and (s.uid = $3 or s.accession_number = $4 or p.identity = $5)""";

    Future<Placing> run() {
        return known().compose(known -> known.isPresent()
                ? Future.succeededFuture(new Placing.Known(known.get()))
                : numbers().compose(this::insert));
    }

    private Future<Optional<Order>> known() {
        return connection.preparedQuery(BY_PLACER).execute(Tuple.of(order.unit(), order.numbers().placer()))
                .map(rows -> OrderRows.all(rows).stream().findFirst());
    }

    private Future<OrderNumbers> numbers() {
        OrderNumbers given = order.numbers();
        if (!given.accession().isEmpty()) {
            return Future.succeededFuture(completed(given, given.accession()));
        }
        return connection.preparedQuery(NUMBER).execute().map(rows -> completed(given,
                LocalDate.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyMMdd"))
                        + String.format(Locale.ROOT, "%06d", rows.iterator().next().getLong(0))));
    }

    private static OrderNumbers completed(OrderNumbers given, String accession) {
        return new OrderNumbers(accession, given.placer(),
                given.procedureId().isEmpty() ? accession : given.procedureId(),
                given.stepId().isEmpty() ? accession : given.stepId(),
                given.studyUid().isEmpty() ? uid(UUID.randomUUID()) : given.studyUid());
    }

    /** PS3.5 section B.2. */
    private static String uid(UUID random) {
        return "2.25." + new BigInteger(random.toString().replace("-", ""), 16);
    }

    private Future<Placing> insert(OrderNumbers numbers) {
        UUID id = UuidV7.next();
        var whole = new NewOrder(order.unit(), order.source(), numbers, order.content());
        return connection.preparedQuery(OrderRows.INSERT).execute(OrderRows.inserted(id, whole))
                .compose(done -> done.rowCount() == 0 ? there(numbers)
                        : new OrderTransaction(connection)
                                .write(new OrderTransaction.Note(id, OrderMove.PLACE, "", by))
                                .compose(this::reconsider).map(Placing.Placed::new));
    }

    private Future<Order> reconsider(Order placed) {
        OrderPatient patient = placed.content().patient();
        return connection.preparedQuery(RECONSIDER)
                .execute(Tuple.of(placed.unit(), AuditEvent.Actor.GATEWAY.name(), placed.numbers().studyUid(),
                        placed.numbers().accession(), OrderRows.identity(patient.issuer(), patient.patientId())))
                .map(placed);
    }

    /** Somebody placed the same order meanwhile, or another one has a number of it. */
    private Future<Placing> there(OrderNumbers numbers) {
        return known().compose(known -> known.isPresent()
                ? Future.succeededFuture(new Placing.Known(known.get()))
                : connection.preparedQuery(TAKEN).execute(Tuple.of(order.unit(), numbers.accession()))
                        .map(rows -> new Placing.Taken(rows.size() > 0 ? "accessionNumber" : "studyUid")));
    }
}
