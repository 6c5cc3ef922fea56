package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code deliveries hold} and the like: for a study at a destination, an instance of it, or all of a kind. For many it first tells how
 * many, and does nothing until it is told to.
 */
@Command
final class OrderDeliveries extends RemoteCommand {
    /** Counts studies, where the others count instances. */
    private static final String VERIFY = "verify";
    private static final int LEAST_NAMES = 2;
    private final String action;

    @Parameters(index = "0", arity = "0..3", paramLabel = "[STUDY DESTINATION [INSTANCE]]",
            descriptionKey = "one-delivery")
    private List<String> one = List.of();

    @Mixin
    private final Filter filter = new Filter();

    @Option(names = "--to", paramLabel = "PRIORITY", descriptionKey = "to-priority")
    private @Nullable String to;

    @Option(names = "--yes", descriptionKey = "yes")
    private boolean sure;

    /** @param action as people write it */
    OrderDeliveries(Terminal terminal, String action) {
        super(terminal);
        this.action = action;
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        JsonObject order = new JsonObject().put("action", action.toUpperCase(Locale.ROOT));
        if (to != null) {
            order.put("priority", to.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        JsonObject of = filter.json();
        if (one.isEmpty() == of.isEmpty() || (!one.isEmpty() && one.size() < LEAST_NAMES)) {
            throw CommandException.misuse(terminal().messages().text("deliveries.which"));
        }
        return one.isEmpty()
                ? gateway.post("/deliveries/orders", order.put("of", of).put("preview", !sure))
                : gateway.post("/deliveries/" + one.stream().map(Gateway::encoded).collect(Collectors.joining("/")),
                        order);
    }

    @Override
    void show(Gateway.Answer answer) {
        JsonObject done = answer.object();
        String what = one.isEmpty() && !sure ? "preview" : "done";
        String more = done.getBoolean("more") ? "-more" : "";
        String kind = action.equals(VERIFY) ? "verify." : "deliveries.";
        terminal().print(kind + what + more, done.getInteger("instances"));
    }
}
