package org.lianzhen.gateway.app;

import java.time.Duration;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Settings;

/** Everything that {@code run} serves, on top of the database. */
final class GatewayNode implements RunningNode {
    /** For ending the database after all that stands on it. */
    private static final Duration DATABASE_RESERVE = Duration.ofSeconds(2);

    private final DataLock lock;
    private final Records records;
    private final RunningNode dicom;

    private GatewayNode(DataLock lock, Records records, RunningNode dicom) {
        this.lock = lock;
        this.records = records;
        this.dicom = dicom;
    }

    static RunningNode start(Settings settings) throws StartException, TlsFileException {
        DataLock lock = DataLock.take(settings.data());
        try {
            return start(settings, lock);
        } catch (StartException | TlsFileException e) {
            lock.close();
            throw e;
        }
    }

    private static RunningNode start(Settings settings, DataLock lock) throws StartException, TlsFileException {
        Records records = Records.open(settings);
        try {
            return new GatewayNode(lock, records, DicomNode.start(settings, records.archive(settings)));
        } catch (StartException | TlsFileException e) {
            records.close();
            throw e;
        }
    }

    @Override
    public String addresses() {
        return dicom.addresses();
    }

    @Override
    public void stop(Duration limit) {
        dicom.stop(limit.compareTo(DATABASE_RESERVE) > 0 ? limit.minus(DATABASE_RESERVE) : limit);
        records.close();
        lock.close();
    }
}
