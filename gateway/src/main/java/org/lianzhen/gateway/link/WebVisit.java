package org.lianzhen.gateway.link;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.dicom.net.TlsProfile;

/** One examination of a web service: step after step, until one fails that the next ones need. */
final class WebVisit {
    /** What people are to do about these is something else than for a node. */
    private static final Set<String> TOLD_OTHERWISE = Set.of("tls.self-signed", "tls.unknown-issuer",
            "tls.nothing-in-common", "tls.not-spoken");

    private final WebPeer peer;
    private final boolean store;
    private final LinkPace pace;
    private final LinkWatcher watcher;

    /**
     * Of a service.
     *
     * @param store whether a test image may be stored, which may stay there
     * @param watcher hears of every step when it has been taken
     */
    WebVisit(WebPeer peer, boolean store, LinkPace pace, LinkWatcher watcher) {
        this.peer = peer;
        this.store = store;
        this.pace = pace;
        this.watcher = watcher;
    }

    LinkReport run(EventLoops loops) throws InterruptedException {
        List<X509Certificate> issuers = List.of();
        String unreadable = "";
        try {
            issuers = peer.issuers();
        } catch (IOException e) {
            unreadable = String.valueOf(e.getMessage());
        }
        var tls = new LinkCalls.Tls(new TlsMaterial(null, List.of(), issuers), TlsProfile.BCP_195_RFC_8996_9325);
        try (Line line = new Line(loops, new LinkCalls("", () -> tls), peer.target())) {
            return run(line, unreadable);
        }
    }

    private LinkReport run(Line line, String unreadable) throws InterruptedException {
        Instant startedAt = Instant.now();
        var steps = new Steps(pace, watcher);
        var network = new NetworkProbe(line);
        boolean found = steps.take(LinkStep.LOOKUP, true, network::lookUp);
        boolean connected = steps.take(LinkStep.CONNECTION, found, network::connect);
        boolean secure = steps.take(LinkStep.TLS, connected, limit -> unreadable.isEmpty()
                ? shake(line, limit)
                : Found.failed("web.tls.issuers", unreadable));
        var probe = new WebProbe(peer);
        boolean welcome = steps.take(LinkStep.CREDENTIALS, secure, probe::access);
        if (store) {
            boolean stored = steps.take(LinkStep.STORE, welcome, probe::store);
            steps.take(LinkStep.QUERY, stored, probe::query);
            steps.take(LinkStep.CLEAN_UP, true, probe::cleanUp);
        } else {
            steps.skip("store.not-asked", LinkStep.STORE, LinkStep.QUERY, LinkStep.CLEAN_UP);
        }
        return new LinkReport(peer.target(), startedAt, steps.taken(), List.of(), line.trace().lines());
    }

    private static Found shake(Line line, Duration limit) {
        Found found = new TlsProbe(line).look(limit);
        Finding finding = found.finding();
        return TOLD_OTHERWISE.contains(finding.code())
                ? new Found(found.result(), new Finding("web." + finding.code(), finding.values()), found.details())
                : found;
    }
}
