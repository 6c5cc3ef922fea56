package org.lianzhen.gateway.app;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.archive.conflict.Comparer;
import org.lianzhen.gateway.archive.conflict.Pace;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.observe.Telemetry;

/** Everything that {@code run} serves, on top of the database. What was started last is stopped first. */
final class GatewayNode implements RunningNode {
    /** For ending what the two sides stand on. */
    private static final Duration RESERVE = Duration.ofSeconds(2);
    private static final Duration STORAGE_LIMIT = Duration.ofSeconds(1);
    private static final Duration UPKEEP_PAUSE = Duration.ofSeconds(5);

    private final Telemetry telemetry = new Telemetry();
    private @Nullable DataLock lock;
    private @Nullable Records records;
    private @Nullable ObjectKeeping objects;
    private @Nullable Comparer comparer;
    private @Nullable PatientUpkeep upkeep;
    private @Nullable RunningNode dicom;
    private @Nullable RunningNode web;

    private GatewayNode() {}

    static RunningNode start(Settings settings) throws StartException, TlsFileException {
        var node = new GatewayNode();
        try {
            node.open(settings);
            return node;
        } catch (StartException | TlsFileException e) {
            node.stop(RESERVE);
            throw e;
        }
    }

    private void open(Settings settings) throws StartException, TlsFileException {
        lock = DataLock.take(settings.data());
        Records base = Records.open(settings);
        records = base;
        Archive archive = base.archive(settings);
        ObjectKeeping kept = ObjectKeeping.open(settings, archive, telemetry);
        objects = kept;
        comparer = Comparer.start(base.comparisons(), kept.store()::path, Pace.STANDARD);
        upkeep = PatientUpkeep.start(base.vertx(), base.pool(), kept.store()::path, UPKEEP_PAUSE);
        DicomNode called = DicomNode.start(settings, archive, kept);
        dicom = called;
        var figures = new GatewayFigures(telemetry, called::associations);
        web = WebNode.start(settings, base.vertx(), new WebSite(settings, base, archive, kept, figures).site());
    }

    @Override
    public String addresses() {
        return Stream.of(web, dicom).map(side -> side == null ? "" : side.addresses())
                .filter(addresses -> !addresses.isEmpty()).collect(Collectors.joining(", "));
    }

    @Override
    public void stop(Duration limit) {
        Duration each = limit.compareTo(RESERVE) > 0 ? limit.minus(RESERVE).dividedBy(2) : limit;
        if (web != null) {
            web.stop(each);
        }
        if (dicom != null) {
            dicom.stop(each);
        }
        closeAll();
    }

    /** The store after the sides: an object whose sender has been cut is still given up through it. */
    private void closeAll() {
        if (comparer != null) {
            comparer.close();
        }
        if (upkeep != null) {
            upkeep.close();
        }
        if (objects != null) {
            objects.close(STORAGE_LIMIT);
        }
        if (records != null) {
            records.close();
        }
        if (lock != null) {
            lock.close();
        }
        telemetry.close();
    }
}
