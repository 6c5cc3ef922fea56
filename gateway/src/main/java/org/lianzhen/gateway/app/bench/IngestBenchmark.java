package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine.Command;

/**
 * {@code bench ingest}: C-STORE into the whole product, database included, beside DCMTK's receiver and, where it is installed,
 * Orthanc.
 */
@Command(name = "ingest", sortOptions = false)
final class IngestBenchmark extends StoreComparison {
    IngestBenchmark(Console console) {
        super(console);
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        print("ingest.disk");
        try (var peer = ServerUnderTest.storescp(folders.disk().resolve("storescp"));
                var lianzhen = ServerUnderTest.gateway(folders.disk().resolve("lianzhen"))) {
            if (!ServerUnderTest.isOrthancInstalled()) {
                print("ingest.no-orthanc");
                compare(peer, lianzhen);
                return;
            }
            try (var orthanc = ServerUnderTest.orthanc(folders.disk().resolve("orthanc"))) {
                compare(peer, orthanc, lianzhen);
            }
        }
    }
}
