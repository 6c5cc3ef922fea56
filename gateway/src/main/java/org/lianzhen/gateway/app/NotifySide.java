package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lianzhen.gateway.access.BrokenGlass;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.calendar.WorkCalendar;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.calendar.CalendarFeature;
import org.lianzhen.gateway.http.notice.ChannelFeature;
import org.lianzhen.gateway.http.notice.ChannelFileFeature;
import org.lianzhen.gateway.http.notice.NoticeFeature;
import org.lianzhen.gateway.http.notice.send.SmsChannel;
import org.lianzhen.gateway.http.notice.send.WebhookChannel;
import org.lianzhen.gateway.http.operations.Health.Check;
import org.lianzhen.gateway.http.roster.RosterFeature;
import org.lianzhen.gateway.mail.MailChannel;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.notify.Browsers;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelDirectory;
import org.lianzhen.gateway.notify.ChannelFiles;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.NoticeRetention;
import org.lianzhen.gateway.notify.NoticeStore;
import org.lianzhen.gateway.notify.NoticeWork;
import org.lianzhen.gateway.notify.Notices;
import org.lianzhen.gateway.notify.RosterStore;
import org.lianzhen.gateway.notify.SendPace;
import org.lianzhen.gateway.notify.Watch;
import org.lianzhen.gateway.notify.WithoutStore;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.calendar.PostgresCalendarStore;
import org.lianzhen.gateway.postgres.notify.PostgresChannelStore;
import org.lianzhen.gateway.postgres.notify.PostgresNoticeStore;
import org.lianzhen.gateway.postgres.notify.PostgresRosterStore;

/** Working time, and telling people: the stores, the channels, and what carries notices. */
final class NotifySide implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration REFRESH = Duration.ofSeconds(5);
    private static final Duration UPKEEP = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Base base;
    private final CalendarDirectory calendar;
    private final ChannelDirectory channels;
    private final ChannelFiles files;
    private final NoticeStore store;
    private final RosterStore rosters;
    private final Notices notices;
    private final Map<ChannelKind, Channel> ways;
    private final List<BackgroundWork> work = new ArrayList<>();

    /**
     * On what it stands.
     *
     * @param data folder, in which one holds the secrets of channels
     */
    record Base(Vertx vertx, Pool pool, Path data, MemberDirectory members) {}

    private NotifySide(Base base, Browsers browsers) {
        this.base = base;
        calendar = new CalendarDirectory(new PostgresCalendarStore(base.pool()));
        channels = new ChannelDirectory(new PostgresChannelStore(base.pool()));
        store = new PostgresNoticeStore(base.pool());
        rosters = new PostgresRosterStore(base.pool());
        notices = new Notices(store, CLOCK);
        files = new ChannelFiles(base.data().resolve("channels"));
        Supplier<ChannelSettings> settings = channels::settings;
        Duration deadline = SendPace.STANDARD.deadline();
        ways = Map.of(ChannelKind.BROWSER, browsers.channel(),
                ChannelKind.WEBHOOK, new WebhookChannel(base.vertx(), settings,
                        new WebhookChannel.Signing(files, CLOCK), deadline),
                ChannelKind.SMS, new SmsChannel(base.vertx(), settings, files, deadline),
                ChannelKind.SMTP, new MailChannel(base.vertx(), settings, files, deadline));
    }

    /** @param browsers pages that people have open */
    static NotifySide start(Base base, Browsers browsers) {
        var side = new NotifySide(base, browsers);
        var carrying = new NoticeWork(side.store, side.ways, side::configured,
                new NoticeWork.Time(CLOCK, SendPace.STANDARD));
        side.every(REFRESH, "loading the calendar anew", () -> side.calendar.load().thenApply(done -> 0));
        side.every(REFRESH, "loading the channels anew", () -> side.channels.load().thenApply(done -> 0));
        var retention = new NoticeRetention(side.store, () -> side.channels.settings().rules(), CLOCK,
                NoticeRetention.Sizes.STANDARD);
        side.every(UPKEEP, "deleting old notices", retention::run);
        side.every(LOOK, "letting notices climb", carrying::climb);
        for (ChannelKind kind : ChannelKind.values()) {
            side.every(LOOK, "sending notices by " + kind, () -> carrying.send(kind));
        }
        var away = new DatabaseAway(side.rosters, side.notices, side.matters()::technical,
                new WithoutStore(side.ways, side::configured, new WithoutStore.Rules(CLOCK, PATIENCE)));
        side.every(REFRESH, "looking whether notices can be kept",
                () -> Database.answers(base.pool()).thenCompose(away::look));
        return side;
    }

    /** Begins to look for matters of the gateway's own. */
    void watch(List<Watch> watches) {
        watches.forEach(watch -> every(REFRESH, "looking for matters of " + watch.prefix(),
                () -> watch.round(notices, store).thenApply(done -> 0)));
    }

    private void every(Duration pause, String name, Supplier<CompletionStage<Integer>> step) {
        work.add(BackgroundWork.start(base.vertx(), new BackgroundWork.Kind(name, step, pause)));
    }

    private Set<ChannelKind> configured() {
        return channels.settings().configured();
    }

    /** What the gateway itself has to tell. */
    OwnMatters matters() {
        return new OwnMatters(base.members(), () -> channels.settings().rules(), CLOCK);
    }

    /** Tells the unit that owns a study of an emergency. */
    CompletionStage<Void> brokenGlass(BrokenGlass glass) {
        return notices.raise(matters().brokenGlass(glass)).thenAccept(raised -> {});
    }

    /** By which features tell people of what is theirs. */
    CriticalSide.Telling telling() {
        return new CriticalSide.Telling(notices, store, rosters);
    }

    /** By which working time is counted. */
    CalendarDirectory calendar() {
        return calendar;
    }

    /** What people should see to in the state of the system. */
    CompletionStage<List<Check>> checks() {
        Integer missing = calendar.calendar().missingYear(WorkCalendar.day(CLOCK.instant()));
        Check holidays = missing == null ? Check.up("calendar")
                : Check.warning("calendar", "calendar.holidays-missing", String.valueOf(missing));
        return store.exhausted().handle((count, fault) -> List.of(holidays,
                fault != null ? Check.warning("notices", "notices.unknown")
                        : count > 0 ? Check.warning("notices", "notices.exhausted", String.valueOf(count))
                        : Check.up("notices")));
    }

    /** What the web serves of it. */
    List<Feature> features() {
        return List.of(new CalendarFeature(calendar, CLOCK), new RosterFeature(rosters, base.members(), CLOCK),
                new NoticeFeature(store, notices), new ChannelFeature(channels, ways, CLOCK),
                new ChannelFileFeature(channels, files));
    }

    @Override
    public void close() {
        work.forEach(BackgroundWork::close);
    }
}
