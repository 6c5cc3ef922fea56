package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench forward}: images go in and on to one DCMTK receiver; the product beside Orthanc. What counts is when an image is
 * at the destination.
 */
@Command(name = "forward", sortOptions = false)
final class ForwardBenchmark extends Benchmark {
    private static final SampleImage IMAGE = SampleImage.CT;
    private static final long POLL_NANOS = 2_000_000;
    /** Looking at a folder of thousands takes time that belongs to those who are measured. */
    private static final long POLL_OF_MANY_NANOS = 50_000_000;
    private static final long LIMIT_NANOS = 600_000_000_000L;

    @Option(names = "--images", defaultValue = "3000", paramLabel = "N")
    private long images;

    @Option(names = "--warm-up-images", defaultValue = "10000", paramLabel = "N")
    private long warmUpImages;

    @Option(names = "--peer-images", defaultValue = "200", paramLabel = "N")
    private long peerImages;

    @Option(names = "--associations", defaultValue = "4", paramLabel = "N")
    private int associations;

    @Option(names = "--onward", split = ",", defaultValue = "1,4", paramLabel = "N")
    private List<Integer> onward = List.of();

    ForwardBenchmark(Console console) {
        super(console);
    }

    @Override
    void checkOptions() throws CommandException {
        atLeast(1, "--images", images);
        atLeast(0, "--warm-up-images", warmUpImages);
        atLeast(1, "--peer-images", peerImages);
        atLeast(1, "--associations", associations);
        for (int count : onward) {
            atLeast(1, "--onward", count);
        }
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        print("forward.about");
        Table table = table("store.associations", "server", "forward.onward", "store.rate", "store.cpu", "ratio",
                "forward.delay", "forward.half", "forward.most");
        Measurement peer = Measurement.NONE;
        if (ServerUnderTest.isOrthancInstalled()) {
            Path into = folders.disk().resolve("to-orthanc");
            try (var destination = ServerUnderTest.storescp(into);
                    var orthanc = ForwardingServer.orthanc(folders.disk().resolve("orthanc"), destination.address())) {
                var way = new Way(orthanc, into);
                way.send(Math.min(peerImages, warmUpImages), associations);
                peer = way.send(peerImages, associations);
                table.add(row(way, "-", peer.storeFigures(peer)));
            }
        } else {
            print("ingest.no-orthanc");
        }
        for (int count : onward) {
            Path into = folders.disk().resolve("to-lianzhen-" + count);
            try (var destination = ServerUnderTest.storescp(into);
                    var lianzhen = ForwardingServer.lianzhen(folders.disk().resolve("lianzhen-" + count),
                            destination.address(), count)) {
                var way = new Way(lianzhen, into);
                way.send(warmUpImages, associations);
                Measurement ours = way.send(images, associations);
                table.add(row(way, Integer.toString(count), ours.storeFigures(peer)));
            }
        }
        print(table);
    }

    private List<String> row(Way way, String onwards, List<String> figures) throws IOException {
        return List.of(Integer.toString(associations), way.server.name(), onwards, figures.get(0), figures.get(1),
                figures.get(2), millis(way.delay()), millis(ArrivalDelays.percentile(way.delays, 50)),
                millis(ArrivalDelays.percentile(way.delays, 95)));
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.0f", seconds * 1000);
    }

    /** From a server to a folder of the destination. */
    private final class Way {
        private static final int LIGHT = 21;

        private final ServerUnderTest server;
        private final Path folder;
        /** Of the last load, in seconds, the shortest first. */
        private List<Double> delays = List.of();
        private long arrived;

        Way(ServerUnderTest server, Path folder) {
            this.server = server;
            this.folder = folder;
        }

        /** Until the last image has arrived. */
        Measurement send(long count, int streams) throws IOException, InterruptedException {
            progress("forward.progress", server.name(), count);
            if (count == 0) {
                return Measurement.NONE;
            }
            double cpu = server.usage().cpuSeconds();
            long begin = System.nanoTime();
            var arrivals = new ArrivalDelays();
            Measurement sent = new Load(streams, count).on(server,
                    StoreStream.of(server, IMAGE, arrivals::answered));
            arrived += count;
            awaitArrived(POLL_OF_MANY_NANOS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double used = server.usage().cpuSeconds() - cpu;
            delays = arrivals.at(folder);
            return new Measurement(count, sent.bytes(), seconds, used, sent.residentGrowth(), sent.threads());
        }

        /** Seconds from the answer for a lone image until it has arrived, the median. */
        double delay() throws IOException {
            List<Double> delays = new ArrayList<>();
            try (Load.Stream stream = StoreStream.of(server, IMAGE).open(0)) {
                for (int i = 0; i < LIGHT; i++) {
                    stream.perform(i);
                    long answered = System.nanoTime();
                    arrived++;
                    awaitArrived(POLL_NANOS);
                    delays.add((System.nanoTime() - answered) / 1e9);
                }
            }
            return delays.stream().sorted().skip(LIGHT / 2).findFirst().orElseThrow();
        }

        private void awaitArrived(long pollNanos) throws IOException {
            long deadline = System.nanoTime() + LIMIT_NANOS;
            while (files() < arrived) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(server.name() + " did not bring everything to the destination");
                }
                LockSupport.parkNanos(pollNanos);
            }
        }

        private long files() throws IOException {
            try (Stream<Path> all = Files.list(folder)) {
                return all.count();
            }
        }
    }
}
