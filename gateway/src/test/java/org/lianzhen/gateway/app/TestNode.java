package org.lianzhen.gateway.app;

import java.time.Duration;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.observe.Telemetry;

/** A DICOM node with a store of its own. */
record TestNode(ObjectKeeping objects, RunningNode dicom) implements RunningNode {

    static RunningNode start(Settings settings, Archive archive) throws StartException, TlsFileException {
        ObjectKeeping objects = ObjectKeeping.open(settings, archive, new Telemetry());
        try {
            return new TestNode(objects, DicomNode.start(settings, archive, objects));
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
