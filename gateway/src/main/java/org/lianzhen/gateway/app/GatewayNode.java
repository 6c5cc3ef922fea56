package org.lianzhen.gateway.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.demo.DemoRosters;
import org.lianzhen.gateway.app.demo.DemoStudies;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.archive.conflict.Comparer;
import org.lianzhen.gateway.archive.conflict.Pace;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.hl7.MllpResults;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.live.Changes;
import org.lianzhen.gateway.observe.Telemetry;
import org.lianzhen.gateway.order.StudyMatching;
import org.lianzhen.gateway.postgres.access.PostgresProgramStore;
import org.lianzhen.gateway.postgres.archive.PostgresAlerts;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryDesk;
import org.lianzhen.gateway.postgres.order.PostgresStudyMatches;
import org.lianzhen.gateway.postgres.reading.PostgresAcknowledgements;
import org.lianzhen.gateway.postgres.reading.PostgresReportOutputs;
import org.lianzhen.gateway.postgres.reading.PostgresResultMessages;
import org.lianzhen.gateway.postgres.reading.PostgresStudyMoves;
import org.lianzhen.gateway.postgres.route.PostgresRouteStore;
import org.lianzhen.gateway.route.RouteDirectory;

/** Everything that {@code run} serves, on top of the database. What was started last is stopped first. */
final class GatewayNode implements RunningNode {
    /** For ending what the two sides stand on, the database server last of all. */
    private static final Duration RESERVE = Duration.ofSeconds(5);
    /** For what is under way to destinations; the rest is sent after the next start. */
    private static final Duration SENDING_LIMIT = Duration.ofSeconds(1);
    private static final Duration STORAGE_LIMIT = Duration.ofSeconds(1);
    /** How long a study that has come may wait to be held against the orders. */
    private static final Duration MATCHING_PAUSE = Duration.ofSeconds(2);
    private static final int STUDIES_AT_ONCE = 50;
    /** For a program that is sent a report, and takes its time to put it away. */
    private static final Duration RESULT_LIMIT = Duration.ofSeconds(30);
    private static final Duration UPKEEP_PAUSE = Duration.ofSeconds(5);
    /** How long members that another process has changed may be unknown here. */
    private static final Duration MEMBERS_PAUSE = Duration.ofSeconds(5);

    private final Duration newsPause;
    private final Telemetry telemetry = new Telemetry();
    private @Nullable DataLock lock;
    private @Nullable CertificateWatch watch;
    private @Nullable Records records;
    private @Nullable SoleKeeper sole;
    private @Nullable GatewayEvents events;
    private @Nullable AuditExport export;
    private @Nullable ObjectKeeping objects;
    private @Nullable Comparer comparer;
    private @Nullable PatientUpkeep upkeep;
    private @Nullable BackgroundWork members;
    private @Nullable BackgroundWork matching;
    private @Nullable AccessSide access;
    private @Nullable SecretKeeping secrets;
    private @Nullable KeyWatch keys;
    private @Nullable NotifySide notify;
    private @Nullable ReadingSide reading;
    private @Nullable RecognitionSide recognition;
    private Optional<String> firstPassword = Optional.empty();
    private @Nullable LiveSide live;
    private @Nullable RunningNode dicom;
    private @Nullable DeliverySide delivery;
    private @Nullable RunningNode web;
    private @Nullable RunningNode messages;
    private @Nullable BackupSide backups;

    private GatewayNode(Duration newsPause) {
        this.newsPause = newsPause;
    }

    static RunningNode start(Settings settings) throws StartException, TlsFileException {
        return start(settings, Changes.PAUSE);
    }

    /** @param newsPause how long pages hear nothing of a change, so that many changes are one news */
    static RunningNode start(Settings settings, Duration newsPause) throws StartException, TlsFileException {
        var node = new GatewayNode(newsPause);
        try {
            node.open(settings);
            return node;
        } catch (StartException | TlsFileException | RuntimeException e) {
            node.stop(RESERVE);
            throw e;
        }
    }

    /** Accounts come last: the password of the first one is lost when the start fails after it has been made. */
    private void open(Settings settings) throws StartException, TlsFileException {
        lock = DataLock.take(settings.data());
        ServedCertificates certificates = ServedCertificates.open(settings, InstantSource.system());
        CertificateWatch watching = CertificateWatch.start(certificates.all(), InstantSource.system(), telemetry,
                CertificateWatch.PAUSE);
        watch = watching;
        Records base = Records.open(settings);
        records = base;
        sole = SoleKeeper.begin(base, settings);
        GatewayEvents written = GatewayEvents.begin(base, settings);
        events = written;
        written.watch(certificates.all());
        AuditExport sent = AuditExport.begin(base.pool(), settings, telemetry);
        export = sent;
        Archive archive = base.archive(settings);
        members = BackgroundWork.start(base.vertx(), new BackgroundWork.Kind("loading the members anew",
                () -> archive.members().refresh().thenApply(done -> 0), MEMBERS_PAUSE));
        ObjectKeeping kept = ObjectKeeping.open(settings, archive, telemetry);
        objects = kept;
        comparer = Comparer.start(base.comparisons(), kept.store()::path, Pace.STANDARD);
        upkeep = PatientUpkeep.start(base.vertx(), base.pool(), kept.store()::path, UPKEEP_PAUSE);
        var orders = new StudyMatching(new PostgresStudyMatches(base.pool()));
        matching = BackgroundWork.start(base.vertx(), new BackgroundWork.Kind("finding the orders of studies",
                () -> orders.run(STUDIES_AT_ONCE), MATCHING_PAUSE));
        DicomNode called = DicomNode.start(settings, archive, kept, certificates.dicom());
        dicom = called;
        var parts = new Parts(settings, base, archive, kept);
        Sending sending = send(parts, called);
        BackupSide backup = BackupSide.start(settings, base, telemetry);
        backups = backup;
        var sides = new WebSite.Sides(new GatewayFigures(telemetry, called::associations, sending.figures(),
                List.of(sent::live, backup::figures)), sending.figures(), sending.side().routes(), called.doctor(),
                DeliverySide.webPeers(base.vertx(), settings.data()), sending.live(), watching::check, backup::check);
        var site = new WebSite(settings, base, archive, kept, sides);
        NotifySide telling = telling(site);
        notify = telling;
        keep(base, open(site, telling, certificates), written);
        if (settings.demo()) {
            DemoRosters.begin(telling.telling().rosters());
            var us = new DemoStudies.Us(called.plainAddress(), settings.dicom().aeTitles().getFirst());
            new DemoStudies(us, archive.search(), archive.members().members()).sendSoon();
        }
    }

    /** What everything else stands on. */
    private record Parts(Settings settings, Records base, Archive archive, ObjectKeeping kept) {}

    /** What is sent on, and who is told of it. */
    private record Sending(DeliverySide side, DeliveryFigures figures, LiveSide live) {}

    private Sending send(Parts parts, DicomNode called) throws StartException {
        Settings settings = parts.settings();
        Records base = parts.base();
        RouteDirectory routes = new RoutesInForce(settings)
                .begin(new RouteDirectory(new PostgresRouteStore(base.pool()), parts.archive().members()));
        var figures = new DeliveryFigures(telemetry, new PostgresDeliveryDesk(base.pool())::loads,
                routes::destinations, DeliveryFigures.FRESH);
        LiveSide news = LiveSide.start(base, newsPause);
        live = news;
        parts.kept().arrivals().hear(news::arrived);
        DeliverySide side = DeliverySide.start(new DeliverySide.Base(base.vertx(), base.pool(), routes),
                new DeliverySide.Peers(news.observing(figures.observing(
                        DeliverySide.couriers(called.courier(), base.vertx(), settings.data(),
                                parts.kept().instances()),
                        parts.kept().store()::path)),
                        DeliverySide.provers(called.prover(), base.vertx(), settings.data())),
                parts.kept().arrivals(), DeliverySide.Pace.STANDARD);
        delivery = side;
        return new Sending(side, figures, news);
    }

    private AccessSide open(WebSite site, NotifySide telling, ServedCertificates certificates)
            throws StartException, TlsFileException {
        Settings settings = site.settings();
        Records base = site.records();
        var who = new AccessSide(base.pool(), base.audit(), new AccessSide.Surroundings(site.archive().members(),
                AccessSide.keys(settings.data()), telling::brokenGlass, new Links(settings.web().publicUrl())));
        access = who;
        ReadingSide read = ReadingSide.start(new ReadingSide.Base(base.vertx(), base.pool(), site.archive().members(),
                telling.calendar(), settings.data().resolve("fonts"), telling.telling()));
        reading = read;
        RecognitionSide recognised = RecognitionSide.start(
                new RecognitionSide.Base(base.vertx(), base.pool(), site.archive().members()));
        recognition = recognised;
        read.sendOut(ReportShelf.of(base.vertx(), site.objects()), site.objects().store()::path);
        read.sendResults(new MllpResults(base.vertx(), settings.data().resolve("destinations"), RESULT_LIMIT,
                InstantSource.system()));
        web = WebNode.start(settings, base.vertx(), site.site(who, telling, new WebSite.Treating(read, recognised)),
                certificates.web());
        messages = MessageSide.start(settings, base.vertx(), base.messages(site.archive().members()),
                certificates.web());
        firstPassword = who.begin(settings.demo());
        return who;
    }

    /** Keys may be replaced from now on. */
    private void keep(Records base, AccessSide who, GatewayEvents written) {
        SecretKeeping sealed = SecretKeeping.start(base, who.box(), written);
        secrets = sealed;
        keys = KeyWatch.start(base.vertx(),
                Stream.concat(Stream.of(sealed), base.auditKeys().stream()).toList(), written);
    }

    /** Tells people of things, and first of all of what goes wrong here. */
    private static NotifySide telling(WebSite site) {
        Records base = site.records();
        NotifySide telling = NotifySide.start(
                new NotifySide.Base(base.vertx(), base.pool(), site.settings().data(),
                        site.archive().members()),
                new LiveBrowsers(site.sides().live().live()));
        OwnMatters matters = telling.matters();
        telling.watch(List.of(matters.space(site.settings().data().toString(), site.objects().space()::isLow),
                matters.holidays(telling.calendar()::calendar),
                matters.destinations(new PostgresDeliveryDesk(base.pool())::loads, site.sides().deliveries()::line),
                matters.contradictions(new PostgresAlerts(base.pool())),
                matters.programKeys(new PostgresProgramStore(base.pool())),
                new ReportMatters(new PostgresAcknowledgements(base.pool()), matters.rules()).changes(),
                new MoveMatters(new PostgresStudyMoves(base.pool()), site.archive().members(), matters.rules())
                        .confirmed(),
                matters.reports(new PostgresReportOutputs(base.pool())::givenUp),
                matters.results(new PostgresResultMessages(base.pool())::givenUp)));
        return telling;
    }

    @Override
    public String addresses() {
        return Stream.of(web, dicom, messages).map(side -> side == null ? "" : side.addresses())
                .filter(addresses -> !addresses.isEmpty()).collect(Collectors.joining(", "));
    }

    @Override
    public Optional<String> firstPassword() {
        return firstPassword;
    }

    @Override
    public void stop(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        if (events != null) {
            events.stopping();
        }
        if (backups != null) {
            backups.close();
        }
        if (delivery != null) {
            delivery.close(SENDING_LIMIT);
        }
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Together.stop(left.compareTo(RESERVE) > 0 ? left.minus(RESERVE) : left, web, dicom, messages);
        closeAll(end);
    }

    /** What nobody outside waits for. */
    private void closeWork() {
        if (watch != null) {
            watch.close();
        }
        if (keys != null) {
            keys.close();
        }
        if (secrets != null) {
            secrets.close();
        }
        if (comparer != null) {
            comparer.close();
        }
        if (upkeep != null) {
            upkeep.close();
        }
        Stream.of(members, matching).filter(Objects::nonNull).forEach(BackgroundWork::close);
        if (reading != null) {
            reading.close();
        }
        if (recognition != null) {
            recognition.close();
        }
        if (notify != null) {
            notify.close();
        }
    }

    /**
     * The store after the sides: an object whose sender has been cut is still given up through it.
     *
     * @param end when the database is to be gone, of {@link System#nanoTime}
     */
    private void closeAll(long end) {
        closeWork();
        if (objects != null) {
            objects.close(STORAGE_LIMIT);
        }
        if (access != null) {
            access.close();
        }
        if (events != null) {
            events.close();
        }
        if (live != null) {
            live.close();
        }
        if (export != null) {
            export.close();
        }
        if (sole != null) {
            sole.close();
        }
        if (records != null) {
            records.close(Duration.ofNanos(end - System.nanoTime()));
        }
        if (lock != null) {
            lock.close();
        }
        telemetry.close();
    }
}
