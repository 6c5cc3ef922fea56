package org.lianzhen.gateway.hl7;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.hl7.RefusedMessage.Code;
import org.lianzhen.gateway.member.MessageSender;
import org.lianzhen.gateway.order.NewOrder;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderChange;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderResult;
import org.lianzhen.gateway.order.OrderRules;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.OrderStore;
import org.lianzhen.gateway.order.PatientUpdates;
import org.lianzhen.gateway.order.TakenMessages;

/** Does what messages want: orders (ORM^O01), and news of patients (ADT^A08, ADT^A40), which a person decides on. */
public final class OrderMessages {
    private final OrderStore orders;
    private final PatientUpdates updates;
    private final TakenMessages taken;

    public OrderMessages(OrderStore orders, PatientUpdates updates, TakenMessages taken) {
        this.orders = orders;
        this.updates = updates;
        this.taken = taken;
    }

    /** Who sent a message, as the members and the audit log know them. */
    record Author(MessageSender sender, AuditEvent.Actor actor) {}

    /** A message whose sender is known. */
    record Received(Header header, String text, Author author) {
        Segments segments() throws RefusedMessage {
            return Segments.of(text);
        }
    }

    /**
     * Blocks until all that the message wants is kept.
     *
     * @throws RefusedMessage when it is wrong; what it wanted before the wrong part is kept, and may be sent again
     */
    void take(Received message) throws RefusedMessage {
        var key = new TakenMessages.Key(message.author().sender().code(), message.header().controlId(),
                digest(message.text()));
        if (!message.header().controlId().isEmpty() && kept(taken.isKnown(key))) {
            return;
        }
        switch (message.header().type() + "^" + message.header().event()) {
            case "ORM^O01" -> orders(message);
            case "ADT^A08", "ADT^A40" -> new PatientMessages(updates).take(message);
            default -> throw unknown(message.header());
        }
        if (!message.header().controlId().isEmpty()) {
            kept(taken.note(key));
        }
    }

    private static RefusedMessage unknown(Header header) {
        return Set.of("ORM", "ADT").contains(header.type())
                ? new RefusedMessage(Code.EVENT, "MSH-9", "Of this type only O01, A08 and A40 are taken.")
                : new RefusedMessage(Code.MESSAGE_TYPE, "MSH-9", "Only ORM and ADT are taken.");
    }

    /** Some systems begin their numbers anew, and a message that is sent again may have another time of sending: MSH is left out. */
    private static String digest(String text) {
        String rest = text.substring(text.indexOf('\r') + 1);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(rest.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void orders(Received message) throws RefusedMessage {
        Segments segments = message.segments();
        List<Segments> groups = segments.groups("ORC");
        if (groups.isEmpty()) {
            throw new RefusedMessage(Code.SEGMENT_SEQUENCE, "ORC", "The message needs a segment ORC.");
        }
        for (Segments group : groups) {
            order(message, new OrderReader(segments, group, message.author().sender().unit()));
        }
    }

    private void order(Received message, OrderReader reader) throws RefusedMessage {
        switch (reader.control()) {
            case "NW", "SN" -> place(message, reader);
            case "XO" -> change(message, reader);
            case "CA" -> move(message, reader, OrderMove.CANCEL);
            case "SC" -> {
                Optional<OrderMove> move = reader.statusMove();
                if (move.isPresent()) {
                    move(message, reader, move.get());
                }
            }
            default -> throw new RefusedMessage(Code.VALUE_UNKNOWN, "ORC-1", "Only NW, SN, XO, CA and SC are taken.");
        }
    }

    private void place(Received message, OrderReader reader) throws RefusedMessage {
        MessageSender sender = message.author().sender();
        var order = new NewOrder(sender.unit(), Order.Source.HL7, reader.numbers(), reader.content());
        Optional<String> problem = OrderRules.problem(order);
        if (problem.isPresent()) {
            throw new RefusedMessage(Code.DATA_TYPE, "OBR", problem.get());
        }
        if (kept(orders.place(order, message.author().actor())) instanceof OrderStore.Placing.Taken(String what)) {
            throw new RefusedMessage(Code.LOCKED, "OBR", "Another order has this " + what + " already.");
        }
    }

    private void change(Received message, OrderReader reader) throws RefusedMessage {
        Order order = known(message, reader);
        Optional<String> problem = OrderRules.problem(reader.content());
        if (problem.isPresent()) {
            throw new RefusedMessage(Code.DATA_TYPE, "OBR", problem.get());
        }
        done(kept(orders.change(new OrderChange(order.id(), Set.of(order.unit()), 0, reader.content(),
                message.author().actor()))));
    }

    private void move(Received message, OrderReader reader, OrderMove move) throws RefusedMessage {
        Order order = known(message, reader);
        OrderState state = order.progress().state();
        // told twice, or by the device before
        if (!goal(move).equals(state)) {
            done(kept(orders.move(new OrderStep(order.id(), Set.of(order.unit()), move, reader.why(),
                    message.author().actor()))));
        }
    }

    private static OrderState goal(OrderMove move) {
        return switch (move) {
            case PLACE, CHANGE, REOPEN -> OrderState.ORDERED;
            case BEGIN -> OrderState.IN_PROGRESS;
            case PERFORM -> OrderState.PERFORMED;
            case DISCONTINUE -> OrderState.DISCONTINUED;
            case CANCEL -> OrderState.CANCELLED;
        };
    }

    private Order known(Received message, OrderReader reader) throws RefusedMessage {
        return kept(orders.placed(message.author().sender().unit(), reader.numbers().placer())).orElseThrow(
                () -> new RefusedMessage(Code.UNKNOWN_KEY, "ORC-2", "No order with this number was placed."));
    }

    private static void done(OrderResult result) throws RefusedMessage {
        switch (result) {
            case OrderResult.Done(Order _) -> {
            }
            case OrderResult.Refused(OrderState state) -> throw new RefusedMessage(Code.LOCKED, "ORC-1",
                    "The order is " + state + " already.");
            case OrderResult.Unknown(),OrderResult.Stale() -> throw new RefusedMessage(Code.UNKNOWN_KEY, "ORC-2",
                    "No order with this number was placed.");
        }
    }

    /** On a virtual thread. */
    static <T> T kept(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
