package org.lianzhen.gateway.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.link.LinkReport.Result;
import org.lianzhen.gateway.link.LinkReport.Step;

/** One examination: step after step, until one fails that the next ones need. */
final class Visit {
    private final Line line;
    private final LinkOrder order;
    private final LinkPace pace;
    private final Instant startedAt = Instant.now();
    private final long end;
    private final List<Step> steps = new ArrayList<>();

    Visit(Line line, LinkOrder order, LinkPace pace) {
        this.line = line;
        this.order = order;
        this.pace = pace;
        this.end = System.nanoTime() + pace.total().toNanos();
    }

    /** Looks at one thing, within a time. */
    @FunctionalInterface
    private interface Probe {
        Found look(Duration limit) throws InterruptedException;
    }

    LinkReport run() throws InterruptedException {
        var network = new NetworkProbe(line);
        boolean found = step(LinkStep.LOOKUP, true, network::lookUp);
        boolean connected = step(LinkStep.CONNECTION, found, network::connect);
        boolean secure = step(LinkStep.TLS, connected, new TlsProbe(line)::look);
        var association = new AssociationProbe(line);
        boolean takes = ask(association, secure);
        store(takes, association);
        return new LinkReport(order.target(), startedAt, steps, association.classes(), line.trace().lines());
    }

    /** Ends the association before another one is asked for: some nodes take one at a time. */
    private boolean ask(AssociationProbe association, boolean possible) throws InterruptedException {
        try {
            boolean associated = step(LinkStep.ASSOCIATION, possible, association::associate);
            boolean takes = step(LinkStep.CONTEXTS, associated, limit -> association.contexts());
            step(LinkStep.ECHO, associated, limit -> association.echo(pace.echoes(), limit));
            return takes;
        } finally {
            association.end();
        }
    }

    private void store(boolean takes, AssociationProbe association) throws InterruptedException {
        var storing = new StoreProbe(line, association.classes());
        if (!order.store()) {
            skip("store.not-asked", LinkStep.STORE, LinkStep.COMMITMENT, LinkStep.THROUGHPUT, LinkStep.CLEAN_UP);
            return;
        }
        boolean stored = step(LinkStep.STORE, takes, storing::store);
        step(LinkStep.COMMITMENT, stored, limit -> association.offersCommitment()
                ? storing.commit(limit)
                : Found.skipped("commitment.not-offered"));
        step(LinkStep.THROUGHPUT, stored, pace.throughput(), limit -> order.throughputMegabytes() == 0
                ? Found.skipped("throughput.not-asked")
                : storing.measure(order.throughputMegabytes(), limit));
        step(LinkStep.CLEAN_UP, true, limit -> storing.whatStays());
    }

    private void skip(String code, LinkStep... skipped) {
        for (LinkStep step : skipped) {
            steps.add(step(step, Duration.ZERO, Found.skipped(code)));
        }
    }

    private boolean step(LinkStep step, boolean possible, Probe probe) throws InterruptedException {
        return step(step, possible, pace.step(), probe);
    }

    /** Whether what needs this step can be done. */
    private boolean step(LinkStep step, boolean possible, Duration most, Probe probe) throws InterruptedException {
        long begin = System.nanoTime();
        Duration left = Duration.ofNanos(end - begin);
        Found found = !possible
                ? Found.skipped("earlier")
                : left.isNegative()
                        ? Found.failed("total", String.valueOf(pace.total().toSeconds()))
                : probe.look(left.compareTo(most) < 0 ? left : most);
        steps.add(step(step, Duration.ofNanos(System.nanoTime() - begin), found));
        return possible && found.result() != Result.FAILED;
    }

    private static Step step(LinkStep step, Duration took, Found found) {
        return new Step(step, found.result(), took, found.finding(), found.details());
    }
}
