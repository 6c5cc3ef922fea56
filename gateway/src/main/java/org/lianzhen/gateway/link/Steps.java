package org.lianzhen.gateway.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.link.LinkReport.Result;
import org.lianzhen.gateway.link.LinkReport.Step;

/** What was looked at in one examination so far, and how much time is left for the rest. */
final class Steps {
    private final LinkPace pace;
    private final LinkWatcher watcher;
    private final long end;
    private final List<Step> taken = new ArrayList<>();

    Steps(LinkPace pace, LinkWatcher watcher) {
        this.pace = pace;
        this.watcher = watcher;
        this.end = System.nanoTime() + pace.total().toNanos();
    }

    /** Looks at one thing, within a time. */
    @FunctionalInterface
    interface Probe {
        Found look(Duration limit) throws InterruptedException;
    }

    List<Step> taken() {
        return taken;
    }

    void skip(String code, LinkStep... skipped) {
        for (LinkStep step : skipped) {
            add(step, Duration.ZERO, Found.skipped(code));
        }
    }

    boolean take(LinkStep step, boolean possible, Probe probe) throws InterruptedException {
        return take(step, possible, pace.step(), probe);
    }

    /** Whether what needs this step can be done. */
    boolean take(LinkStep step, boolean possible, Duration most, Probe probe) throws InterruptedException {
        long begin = System.nanoTime();
        Duration left = Duration.ofNanos(end - begin);
        Found found = !possible
                ? Found.skipped("earlier")
                : left.isNegative()
                        ? Found.failed("total", String.valueOf(pace.total().toSeconds()))
                : probe.look(left.compareTo(most) < 0 ? left : most);
        add(step, Duration.ofNanos(System.nanoTime() - begin), found);
        return possible && found.result() != Result.FAILED;
    }

    private void add(LinkStep step, Duration took, Found found) {
        var one = new Step(step, found.result(), took, found.finding(), found.details());
        taken.add(one);
        watcher.took(one);
    }
}
