package org.lianzhen.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.link.LinkReport.Result;

/** A report, and what tests want of it. */
record Examined(LinkReport report) {
    static final LinkPace PACE = new LinkPace(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(40), 3,
            3);
    static final LinkWatcher UNRECORDED = () -> CompletableFuture.completedStage(null);

    static Examined of(EventLoops loops, LinkCalls calls, LinkOrder order) {
        return new Examined(Await.result(new LinkDoctor(loops, calls, PACE).examine(order, UNRECORDED)).orElseThrow());
    }

    LinkReport.Step step(LinkStep wanted) {
        return report.steps().stream().filter(step -> step.step() == wanted).findFirst().orElseThrow();
    }

    Examined is(LinkStep wanted, Result result, String code) {
        LinkReport.Step step = step(wanted);
        assertThat(step.finding().code()).as(report.toString()).isEqualTo(code);
        assertThat(step.result()).isEqualTo(result);
        return this;
    }

    Examined ok(LinkStep wanted, String code) {
        return is(wanted, Result.OK, code);
    }

    /** This step failed, and nothing after it was tried but to tell what stays. */
    Examined failsAt(LinkStep wanted, String code, String... mentioned) {
        is(wanted, Result.FAILED, code);
        for (String mention : mentioned) {
            assertThat(words(wanted, Locale.SIMPLIFIED_CHINESE)).contains(mention);
            assertThat(words(wanted, Locale.ENGLISH)).contains(mention);
        }
        List<LinkReport.Step> later = report.steps().stream()
                .filter(step -> step.step().compareTo(wanted) > 0).toList();
        assertThat(later).extracting(LinkReport.Step::result).containsOnly(Result.SKIPPED);
        assertThat(report.isSound()).isFalse();
        return this;
    }

    String words(LinkStep wanted, Locale locale) {
        return step(wanted).finding().inWords(locale);
    }

    /** The trace as people read it, without times. */
    List<String> trace() {
        return report.trace().lines().stream()
                .map(line -> (line.sent() ? "> " : "< ") + line.type() + " " + line.what())
                .toList();
    }
}
