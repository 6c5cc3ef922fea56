package org.lianzhen.gateway.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.observe.Telemetry;

/** A DICOM node with a store of its own. */
record TestNode(ObjectKeeping objects, RunningNode dicom) implements RunningNode {

    /** On loopback, with free ports, whatever room there is. */
    static Settings settings(Path data, String... titles) {
        return new Settings(false, data, null, null, null, 0, InetAddress.getLoopbackAddress(),
                new WebSettings(0, null, null), 0, new DicomSettings(0, List.of(titles), null), null,
                BackupSettings.NONE, Hl7Settings.OFF);
    }

    static RunningNode start(Settings settings, Archive archive) throws StartException, TlsFileException {
        ObjectKeeping objects = ObjectKeeping.open(settings, archive, new Telemetry());
        try {
            return new TestNode(objects, DicomNode.start(settings, archive, objects,
                    ServedCertificates.open(settings, InstantSource.system()).dicom()));
        } catch (StartException | TlsFileException e) {
            objects.close(Duration.ofSeconds(1));
            throw e;
        }
    }

    @Override
    public String addresses() {
        return dicom.addresses();
    }

    @Override
    public void stop(Duration limit) {
        dicom.stop(limit);
        objects.close(Duration.ofSeconds(1));
    }
}
