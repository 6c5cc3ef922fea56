package org.lianzhen.gateway.link;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.CommitmentResult;

/** Examines nodes and web services, a few at once. May be used from any thread. */
public final class LinkDoctor {
    private final EventLoops loops;
    private final LinkCalls calls;
    private final LinkPace pace;
    private final Semaphore room;
    private final LateReports reports = new LateReports();

    public LinkDoctor(EventLoops loops, LinkCalls calls, LinkPace pace) {
        this.loops = loops;
        this.calls = calls;
        this.pace = pace;
        this.room = new Semaphore(pace.atOnce());
    }

    /**
     * Examines a node, on a thread of its own.
     *
     * @param watcher whose beginning is waited for before the node is called, where there is room; when it fails, so does the examination
     * @return empty when as many are examined already as may be; completed within the longest time of an examination
     */
    public CompletionStage<Optional<LinkReport>> examine(LinkOrder order, LinkWatcher watcher) {
        return examine(() -> visit(order, watcher), watcher);
    }

    /**
     * The same for a web service.
     *
     * @param store whether a test image may be stored, which stays there where nothing can be deleted
     */
    public CompletionStage<Optional<LinkReport>> examine(WebPeer peer, boolean store, LinkWatcher watcher) {
        return examine(() -> new WebVisit(peer, store, pace, watcher).run(loops), watcher);
    }

    /** Something that takes a while. */
    @FunctionalInterface
    private interface Examination {
        LinkReport run() throws InterruptedException;
    }

    private CompletionStage<Optional<LinkReport>> examine(Examination examination, LinkWatcher watcher) {
        if (!room.tryAcquire()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        var report = new CompletableFuture<Optional<LinkReport>>();
        prepared(watcher).whenComplete((done, fault) -> {
            if (fault == null) {
                start(examination, report);
            } else {
                room.release();
                report.completeExceptionally(fault);
            }
        });
        return report.minimalCompletionStage();
    }

    /**
     * Takes what a node reports that calls us because we have asked it for storage commitment of a test image.
     *
     * @return whether it is about one
     */
    public boolean reported(CommitmentResult result) {
        return reports.take(result);
    }

    private static CompletionStage<?> prepared(LinkWatcher watcher) {
        try {
            return watcher.begins();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void start(Examination examination, CompletableFuture<Optional<LinkReport>> report) {
        Thread.ofVirtual().name("link-doctor").start(() -> {
            try {
                report.complete(Optional.of(runInRoom(examination)));
            } catch (Throwable e) {
                // whoever waits must hear of it, whatever it is
                report.completeExceptionally(e);
            }
        });
    }

    private LinkReport runInRoom(Examination examination) throws InterruptedException {
        try {
            return examination.run();
        } finally {
            room.release();
        }
    }

    private LinkReport visit(LinkOrder order, LinkWatcher watcher) throws InterruptedException {
        try (Line line = new Line(loops, calls, order.target())) {
            return new Visit(line, order, pace, watcher).run(reports);
        }
    }
}
