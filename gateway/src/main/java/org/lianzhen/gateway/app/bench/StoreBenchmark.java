package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench store}: C-STORE, our receiver beside DCMTK's. */
@Command(name = "store", sortOptions = false,
        description = "C-STORE of generated CT (525 kB) and DX (15 MB) images: images/s and CPU seconds per GB of the server")
final class StoreBenchmark extends Benchmark {
    @Option(names = "--images", split = ",", defaultValue = "CT,DX", paramLabel = "NAME",
            description = "which images (default: ${DEFAULT-VALUE})")
    private List<SampleImage> images = List.of();

    @Option(names = "--associations", split = ",", defaultValue = "1,4,16", paramLabel = "N",
            description = "how many at once (default: ${DEFAULT-VALUE})")
    private List<Integer> associations = List.of();

    @Option(names = "--megabytes", defaultValue = "1600", paramLabel = "N",
            description = "to send for each figure (default: ${DEFAULT-VALUE})")
    private long megabytes;

    @Option(names = "--warm-up-megabytes", defaultValue = "1600", paramLabel = "N",
            description = "to send to each server before the first figure (default: ${DEFAULT-VALUE})")
    private long warmUpMegabytes;

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        try (var peer = ServerUnderTest.storescp(folders.memory().resolve("storescp"));
                var lianzhen = ServerUnderTest.lianzhen(folders.memory().resolve("lianzhen"), false)) {
            out().println("Receive and write only, on tmpfs; CPU of the server in all (user + system)");
            compare(peer, lianzhen);
        }
        try (var peer = ServerUnderTest.storescp(folders.disk().resolve("storescp"));
                var lianzhen = ServerUnderTest.lianzhen(folders.disk().resolve("lianzhen"), true)) {
            out().println();
            out().println("On disk: Lianzhen answers when file and directory entry are synced, with digest; "
                    + "DCMTK does not wait for the disk");
            compare(peer, lianzhen);
        }
    }

    private void compare(ServerUnderTest peer, ServerUnderTest lianzhen) throws IOException, InterruptedException {
        out().printf("%-5s %-12s %-24s %10s %12s %8s %12s%n", "image", "associations", "server", "images/s", "CPU s/GB",
                "ratio", "RSS growth");
        for (SampleImage image : images) {
            for (ServerUnderTest server : List.of(peer, lianzhen)) {
                run(server, image, 4, warmUpMegabytes);
            }
            for (int count : associations) {
                Measurement theirs = run(peer, image, count, megabytes);
                Measurement ours = run(lianzhen, image, count, megabytes);
                print(image, count, peer, theirs, 1);
                print(image, count, lianzhen, ours, ours.cpuSecondsPerGigabyte() / theirs.cpuSecondsPerGigabyte());
            }
        }
    }

    private Measurement run(ServerUnderTest server, SampleImage image, int count, long size)
            throws IOException, InterruptedException {
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

    private void print(SampleImage image, int count, ServerUnderTest server, Measurement result, double ratio) {
        out().printf("%-5s %-12d %-24s %10.1f %12.2f %8.2f %9.0f MB%n", image, count, server.name(), result.perSecond(),
                result.cpuSecondsPerGigabyte(), ratio, result.residentGrowth() / 1e6);
    }
}
