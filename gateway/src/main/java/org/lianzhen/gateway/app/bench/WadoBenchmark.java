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
    @Option(names = "--associations", defaultValue = "4", paramLabel = "N")
    private int connections;

    @Option(names = "--images", defaultValue = "1000", paramLabel = "N")
    private long images;

    @Option(names = "--warm-up-images", defaultValue = "1000", paramLabel = "N")
    private long warmUpImages;

    @Option(names = "--images-per-series", defaultValue = "20", paramLabel = "N")
    private int perSeries;

    @Option(names = "--transfers", split = ",", paramLabel = "NAME",
            defaultValue = "STOW,STOW_SERIES,WADO_SINGLE,WADO_MULTIPART,WADO_SERIES")
    @SuppressWarnings("NullAway.Init")
    private Set<WebTransfer> transfers;

    WadoBenchmark(Console console) {
        super(console);
    }

    @Override
    void checkOptions() throws CommandException {
        atLeast(1, "--associations", connections);
        atLeast(1, "--images-per-series", perSeries);
        atLeast(perSeries, "--images", images);
        atLeast(0, "--warm-up-images", warmUpImages);
        if (transfers.stream().noneMatch(WebTransfer::isStore)) {
            throw misuse("wado.nothing-stored");
        }
    }

    /** What is fetched was stored before. */
    private EnumSet<WebTransfer> wanted() {
        return EnumSet.copyOf(transfers);
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        Table table = table("wado.transfer", "server", "store.rate", "store.cpu", "ratio", "store.growth",
                "store.threads");
        Map<WebTransfer, Measurement> peer = Map.of();
        if (ServerUnderTest.hasDicomWeb()) {
            try (var orthanc = WebServer.orthanc(ServerUnderTest.orthancWeb(folders.disk().resolve("orthanc")))) {
                EnumSet<WebTransfer> all = wanted();
                all.remove(WebTransfer.WADO_SINGLE);
                peer = measured(orthanc, all);
                add(table, orthanc, peer, peer);
            }
        } else {
            print("qido.no-orthanc");
        }
        try (var lianzhen = WebServer.lianzhen(ServerUnderTest.web(folders.disk().resolve("lianzhen")), "ts1-tech")) {
            add(table, lianzhen, measured(lianzhen, wanted()), peer);
        }
        print(table);
    }

    /** Each transfer, when the server has got warm with it. */
    private Map<WebTransfer, Measurement> measured(WebServer server, Set<WebTransfer> transfers)
            throws IOException, InterruptedException {
        Map<WebTransfer, Measurement> all = new EnumMap<>(WebTransfer.class);
        var run = new Run(server);
        for (WebTransfer transfer : transfers) {
            progress("wado.progress", server.server().name(), transfer);
            run.of(transfer, warmUpImages);
            all.put(transfer, run.of(transfer, images));
        }
        return all;
    }

    /** On one server, which never gets an image twice. */
    private final class Run {
        private final WebServer server;
        private long stored;

        Run(WebServer server) {
            this.server = server;
        }

        /** Whole series, as many as so many images fill. */
        Measurement of(WebTransfer transfer, long wanted) throws IOException, InterruptedException {
            long count = wanted / perSeries * perSeries;
            if (count == 0) {
                return Measurement.NONE;
            }
            var range = transfer.isStore() ? new TransferStream.Range(stored, count)
                    : new TransferStream.Range(0, stored);
            Measurement measured = new Load(connections, transfer.isOfSeries() ? count / perSeries : count)
                    .on(server.server(),
                            TransferStream.of(server, transfer, new WebImages(SampleImage.CT, perSeries), range));
            stored += transfer.isStore() ? count : 0;
            return measured.inImages(count);
        }
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
