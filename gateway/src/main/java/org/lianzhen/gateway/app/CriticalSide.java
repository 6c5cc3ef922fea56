package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.reading.CriticalFeature;
import org.lianzhen.gateway.http.reading.QualityFeature;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.notify.NoticeStore;
import org.lianzhen.gateway.notify.Notices;
import org.lianzhen.gateway.notify.RosterStore;
import org.lianzhen.gateway.notify.Watch;
import org.lianzhen.gateway.reading.critical.CriticalMatters;
import org.lianzhen.gateway.reading.critical.CriticalValues;
import org.lianzhen.gateway.reading.critical.CriticalWork;
import org.lianzhen.gateway.reading.quality.ImageQualities;
import org.lianzhen.gateway.reading.quality.QualityMatters;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;
import org.lianzhen.gateway.reading.queue.ReadingTasks;

/** Critical values and the quality of images: who is told, what climbs, and what the web serves of it. */
final class CriticalSide implements AutoCloseable {
    /** Nobody waits longer before those who treat the patient are told. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Base base;
    private final Telling telling;
    private final List<BackgroundWork> work = new ArrayList<>();

    /** On what it stands. */
    record Base(Vertx vertx, Stores stores, ReadingRuleBook rules, MemberDirectory members, InstantSource clock) {}

    /** Where it is kept. */
    record Stores(CriticalValues values, ImageQualities qualities, ReadingTasks tasks) {}

    /** How people are told. */
    record Telling(Notices notices, NoticeStore store, RosterStore rosters) {}

    private CriticalSide(Base base, Telling telling) {
        this.base = base;
        this.telling = telling;
    }

    static CriticalSide start(Base base, Telling telling) {
        var side = new CriticalSide(base, telling);
        var matters = new CriticalMatters(base.stores().values(),
                () -> base.rules().inForce().rules().parts().critical().limits(), side::unitName, base.clock());
        List<Watch> watches = new ArrayList<>(matters.watches());
        watches.add(new QualityMatters(base.stores().qualities(), base.clock()).watch());
        for (Watch watch : watches) {
            side.every("looking for matters of " + watch.prefix(),
                    () -> watch.round(telling.notices(), telling.store()).thenApply(done -> 0));
        }
        side.every("seeing to critical values", new CriticalWork(base.stores().values(), base.clock())::round);
        return side;
    }

    private String unitName(String code) {
        return base.members().members().unit(code).map(Unit::name).orElse(code);
    }

    private void every(String name, Supplier<CompletionStage<Integer>> step) {
        work.add(BackgroundWork.start(base.vertx(), new BackgroundWork.Kind(name, step, LOOK)));
    }

    /** What the web serves of it. */
    List<Feature> features() {
        return List.of(
                new CriticalFeature(new CriticalFeature.Base(base.stores().values(), base.rules(), telling.rosters(),
                        base.members(), base.clock())),
                new QualityFeature(new QualityFeature.Base(base.stores().qualities(), base.stores().tasks(),
                        base.rules(), base.members())));
    }

    @Override
    public void close() {
        work.forEach(BackgroundWork::close);
    }
}
