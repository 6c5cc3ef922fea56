package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Option;

/** A benchmark that sends the same images to several servers; the first of them is what the others are compared to. */
abstract class StoreComparison extends Benchmark {
    /** Many, because one that sends to the peer waits for a delayed acknowledgement with every image. */
    private static final int WARM_UP_ASSOCIATIONS = 16;

    @Option(names = "--images", split = ",", defaultValue = "CT,DX", paramLabel = "NAME")
    private List<SampleImage> images = List.of();

    @Option(names = "--associations", split = ",", defaultValue = "1,4,16", paramLabel = "N")
    private List<Integer> associations = List.of();

    @Option(names = "--megabytes", defaultValue = "1600", paramLabel = "N")
    private long megabytes;

    @Option(names = "--warm-up-megabytes", defaultValue = "4000", paramLabel = "N")
    private long warmUpMegabytes;

    StoreComparison(Console console) {
        super(console);
    }

    @Override
    void checkOptions() throws CommandException {
        for (int count : associations) {
            atLeast(1, "--associations", count);
        }
        atLeast(1, "--megabytes", megabytes);
        atLeast(0, "--warm-up-megabytes", warmUpMegabytes);
    }

    final void compare(ServerUnderTest... servers) throws IOException, InterruptedException {
        Table table = table("store.image", "store.associations", "server", "store.rate", "store.cpu", "ratio",
                "store.growth", "store.threads");
        for (SampleImage image : images) {
            for (ServerUnderTest server : servers) {
                run(server, image, WARM_UP_ASSOCIATIONS, warmUpMegabytes);
            }
            for (int count : associations) {
                Measurement first = null;
                for (ServerUnderTest server : servers) {
                    Measurement measured = run(server, image, count, megabytes);
                    first = first == null ? measured : first;
                    table.add(row(image, count, server.name(), measured.storeFigures(first)));
                }
            }
        }
        print(table);
    }

    private Measurement run(ServerUnderTest server, SampleImage image, int count, long size)
            throws IOException, InterruptedException {
        progress("store.progress", server.name(), image, count);
        long operations = Math.max(count, size * 1_000_000 / image.pixelBytes());
        try {
            Measurement result = new Load(count, operations).on(server, StoreStream.of(server, image));
            if (server.storedBytes() < result.bytes()) {
                throw new IOException(server.name() + " answered success but did not store everything");
            }
            return result;
        } finally {
            server.empty();
        }
    }

    private static List<String> row(SampleImage image, int count, String server, List<String> figures) {
        var row = new ArrayList<>(List.of(image.name(), Integer.toString(count), server));
        row.addAll(figures);
        return row;
    }
}
