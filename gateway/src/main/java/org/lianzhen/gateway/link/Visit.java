package org.lianzhen.gateway.link;

import java.time.Instant;

/** One examination: step after step, until one fails that the next ones need. */
final class Visit {
    private final Line line;
    private final LinkOrder order;
    private final LinkPace pace;
    private final Instant startedAt = Instant.now();
    private final Steps steps;

    Visit(Line line, LinkOrder order, LinkPace pace, LinkWatcher watcher) {
        this.line = line;
        this.order = order;
        this.pace = pace;
        this.steps = new Steps(pace, watcher);
    }

    /** @param reports of nodes that call us */
    LinkReport run(LateReports reports) throws InterruptedException {
        var network = new NetworkProbe(line);
        boolean found = steps.take(LinkStep.LOOKUP, true, network::lookUp);
        boolean connected = steps.take(LinkStep.CONNECTION, found, network::connect);
        boolean secure = steps.take(LinkStep.TLS, connected, new TlsProbe(line)::look);
        var association = new AssociationProbe(line);
        boolean takes = ask(association, secure);
        store(takes, association, reports);
        return new LinkReport(order.target(), startedAt, steps.taken(), association.classes(), line.trace().lines());
    }

    /** Ends the association before another one is asked for: some nodes take one at a time. */
    private boolean ask(AssociationProbe association, boolean possible) throws InterruptedException {
        try {
            boolean associated = steps.take(LinkStep.ASSOCIATION, possible, association::associate);
            boolean takes = steps.take(LinkStep.CONTEXTS, associated, limit -> association.contexts());
            steps.take(LinkStep.ECHO, associated, limit -> association.echo(pace.echoes(), limit));
            return takes;
        } finally {
            association.end();
        }
    }

    private void store(boolean takes, AssociationProbe association, LateReports reports) throws InterruptedException {
        var storing = new StoreProbe(line, association.classes());
        if (!order.store()) {
            steps.skip("store.not-asked", LinkStep.STORE, LinkStep.COMMITMENT, LinkStep.THROUGHPUT, LinkStep.CLEAN_UP);
            return;
        }
        boolean stored = steps.take(LinkStep.STORE, takes, storing::store);
        steps.take(LinkStep.COMMITMENT, stored, limit -> association.offersCommitment()
                ? storing.commit(limit, reports)
                : Found.skipped("commitment.not-offered"));
        steps.take(LinkStep.THROUGHPUT, stored, pace.throughput(), limit -> order.throughputMegabytes() == 0
                ? Found.skipped("throughput.not-asked")
                : storing.measure(order.throughputMegabytes(), limit));
        steps.take(LinkStep.CLEAN_UP, true, limit -> storing.whatStays());
    }
}
