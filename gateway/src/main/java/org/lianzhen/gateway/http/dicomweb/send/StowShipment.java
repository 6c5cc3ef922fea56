package org.lianzhen.gateway.http.dicomweb.send;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.http.dicomweb.send.StowAnswer.Doubt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances on their way to a web service, request after request on a thread of its own. When a request with several comes to
 * nothing, each of them gets one by itself, so that one that the other side cannot bear takes no others with it.
 */
final class StowShipment implements Courier.Shipment, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StowShipment.class);
    /** So many requests in a row may be lost without a single answer. */
    private static final int MOST_FRUITLESS = 3;

    private final StowService service;
    private final BiConsumer<DeliveryTask, Reply> results;
    private final Deque<StowItem> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int fruitless;
    private volatile boolean stopped;

    StowShipment(StowService service, Collection<StowItem> items, BiConsumer<DeliveryTask, Reply> results) {
        this.service = service;
        this.results = results;
        waiting.addAll(items);
    }

    @Override
    public CompletionStage<Void> done() {
        return done.minimalCompletionStage();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!waiting.isEmpty() && !stopped) {
                begin();
            }
            giveUp(new Reply.NoAnswer("not sent: cancelled"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            giveUp(new Reply.NoAnswer("not sent: a fault of ours"));
            done.complete(null);
        }
    }

    /** One request, unless nothing more can be read. */
    private void begin() throws InterruptedException {
        List<StowItem> sent = new ArrayList<>();
        StowPart first = next(sent, 0);
        if (first == null) {
            return;
        }
        try {
            begin(first, length(first.item()), sent);
        } catch (IOException e) {
            settle(first.item(), unreadable(e));
        } finally {
            first.close();
        }
    }

    /** Said, too, of what was lost with others: a service may have wanted it and gone before that was heard. */
    private long length(StowItem item) throws IOException, InterruptedException {
        return service.wantsLengths() || item.lost() ? StowPart.measured(item) : StowExchange.UNKNOWN;
    }

    private void begin(StowPart first, long length, List<StowItem> sent) throws InterruptedException {
        try (StowExchange exchange = service.open(length)) {
            exchange(exchange, first, sent);
        } catch (IOException e) {
            var reply = new Reply.NoAnswer("not sent: " + e.getMessage());
            settle(first.item(), reply);
            giveUp(reply);
        }
    }

    private static Reply unreadable(IOException fault) {
        return new Reply.NotNow("UNREADABLE", "unreadable: " + fault.getMessage());
    }

    private void exchange(StowExchange exchange, StowPart first, List<StowItem> sent) throws InterruptedException {
        try {
            long bytes = 0;
            for (StowPart part = first; part != null; part = exchange.isAnswered() ? null : next(sent, bytes)) {
                sent.add(part.item());
                try (StowPart open = part) {
                    bytes += open.writeTo(exchange);
                }
            }
            settle(sent, StowAnswer.of(exchange.isAnswered() ? exchange.answer() : exchange.finish()));
        } catch (LostException e) {
            StowResponse word = exchange.lastWord();
            if (word == null) {
                lost(sent, String.valueOf(e.getMessage()));
            } else {
                settle(sent, StowAnswer.of(word));
            }
        } catch (IOException e) {
            settle(sent.removeLast(), unreadable(e));
            sent.forEach(item -> waiting.add(item.byItself()));
        } catch (RuntimeException e) {
            // without a result they would be sent again at once, and so on
            LOG.error("Sending to a web service failed", e);
            sent.forEach(item -> settle(item, new Reply.NotNow("NOT_SENT", "not sent: a fault of ours")));
        }
    }

    /** The next that goes with those that have been written, if any; what cannot be read is told. */
    private @Nullable StowPart next(List<StowItem> sent, long bytes) throws InterruptedException {
        for (StowItem item = waiting.peek(); item != null && !stopped; item = waiting.peek()) {
            boolean full = sent.size() >= service.pace().instances() || bytes >= service.pace().bytes();
            if (!sent.isEmpty() && (full || service.wantsLengths() || item.alone() || sent.getFirst().alone())) {
                return null;
            }
            waiting.remove();
            try {
                return StowPart.open(item);
            } catch (IOException e) {
                settle(item, unreadable(e));
            }
        }
        return null;
    }

    private void settle(StowItem item, Reply reply) {
        results.accept(item.task(), reply);
    }

    private void giveUp(Reply reply) {
        for (StowItem item = waiting.poll(); item != null; item = waiting.poll()) {
            settle(item, reply);
        }
    }

    private void settle(List<StowItem> sent, StowAnswer answer) throws InterruptedException {
        fruitless = 0;
        if (answer.doubt() == Doubt.LENGTH && !service.wantsLengths()) {
            service.knowsToWantLengths();
            sent.forEach(item -> waiting.add(item.byItself()));
            return;
        }
        boolean several = sent.size() > 1;
        for (StowItem item : sent) {
            String uid = item.instance().sopInstanceUid();
            Reply named = answer.named().get(uid);
            boolean syntax = answer.otherSyntax().contains(uid)
                    || (named == null && !several && answer.doubt() == Doubt.SYNTAX);
            if (syntax && item.canBePlain()) {
                waiting.add(item.plain());
            } else if (named == null && several && answer.doubt() != Doubt.NONE) {
                waiting.add(item.byItself());
            } else {
                settle(item, judged(item, answer, named == null ? answer.others() : named));
            }
        }
        if (answer.others() instanceof Reply.NoAnswer) {
            giveUp(answer.others());
        }
    }

    /** An instance whose first answer was lost is there, and some refuse it for that without saying so. */
    private Reply judged(StowItem item, StowAnswer answer, Reply reply) throws InterruptedException {
        if (!answer.mayMeanThere(reply)) {
            return reply;
        }
        Optional<Boolean> there = service.has(item.task());
        return there.isEmpty() ? new Reply.NotNow(reply.code(), reply.inWords() + ", and it does not say what it has")
                : there.get() ? new Reply.Taken(reply.code(), "is there already (" + reply.inWords() + ")") : reply;
    }

    /** Those that were under way when the connection ended get another chance, each by itself. */
    private void lost(List<StowItem> sent, String why) {
        fruitless++;
        var reply = new Reply.NoAnswer("not sent: " + why);
        for (StowItem item : sent) {
            if (item.alone()) {
                settle(item, new Reply.Lost(reply.inWords()));
            } else {
                waiting.add(item.afterLoss());
            }
        }
        if (fruitless >= MOST_FRUITLESS) {
            giveUp(reply);
        }
    }
}
