package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench wado}: images in by STOW-RS and out by WADO-RS, beside Orthanc with DICOMweb in the same run. */
@Command(name = "wado", sortOptions = false)
final class WadoBenchmark extends Benchmark {
    private static final SampleImage IMAGE = SampleImage.CT;

    @Option(names = "--associations", defaultValue = "4", paramLabel = "N")
    private int connections;

    @Option(names = "--images", defaultValue = "400", paramLabel = "N")
    private long images;

    WadoBenchmark(Console console) {
        super(console);
    }

    @Override
    void checkOptions() throws CommandException {
        atLeast(1, "--associations", connections);
        atLeast(1, "--images", images);
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        Table table = table("wado.transfer", "server", "store.rate", "store.cpu", "ratio", "store.growth",
                "store.threads");
        Map<WebTransfer, Measurement> peer = Map.of();
        if (ServerUnderTest.hasDicomWeb()) {
            try (var orthanc = WebServer.orthanc(ServerUnderTest.orthancWeb(folders.disk().resolve("orthanc")))) {
                peer = measured(orthanc, EnumSet.of(WebTransfer.STOW, WebTransfer.WADO_MULTIPART));
                add(table, orthanc, peer, peer);
            }
        } else {
            print("qido.no-orthanc");
        }
        try (var lianzhen = WebServer.lianzhen(ServerUnderTest.web(folders.disk().resolve("lianzhen")), "ts1-tech")) {
            add(table, lianzhen, measured(lianzhen, EnumSet.allOf(WebTransfer.class)), peer);
        }
        print(table);
    }

    /** Each transfer, the second of two equal loads. */
    private Map<WebTransfer, Measurement> measured(WebServer server, Set<WebTransfer> transfers)
            throws IOException, InterruptedException {
        Map<WebTransfer, Measurement> all = new EnumMap<>(WebTransfer.class);
        var load = new Load(connections, images);
        for (WebTransfer transfer : transfers) {
            progress("wado.progress", server.server().name(), transfer);
            load.on(server.server(), TransferStream.of(server, transfer, IMAGE, new TransferStream.Range(0, images)));
            long first = transfer == WebTransfer.STOW ? images : 0;
            all.put(transfer, load.on(server.server(),
                    TransferStream.of(server, transfer, IMAGE, new TransferStream.Range(first, images))));
        }
        return all;
    }

    /** What has no counterpart at the peer is compared to its multipart answers. */
    private static void add(Table table, WebServer server, Map<WebTransfer, Measurement> ours,
            Map<WebTransfer, Measurement> theirs) {
        ours.forEach((transfer, one) -> {
            Measurement other = theirs.getOrDefault(transfer, theirs.getOrDefault(WebTransfer.WADO_MULTIPART, one));
            List<String> row = new ArrayList<>(List.of(transfer.name(), server.server().name()));
            row.addAll(one.storeFigures(other));
            table.add(row);
        });
    }
}
