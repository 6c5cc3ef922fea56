package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench slow}: thousands of slow senders at once, and a newcomer beside them; each server in its turn. */
@Command(name = "slow", sortOptions = false)
final class SlowBenchmark extends Benchmark {
    private static final int WARM_UP_ASSOCIATIONS = 4;
    private static final int BITS_PER_KILOBIT = 1000;
    /** One association; a server that lets more time pass has taken what it takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(names = "--associations", defaultValue = "4000", paramLabel = "N")
    private int associations;

    @Option(names = "--kilobits", defaultValue = "64", paramLabel = "N")
    private int kilobits;

    @Option(names = "--seconds", defaultValue = "30", paramLabel = "N")
    private int seconds;

    @Option(names = "--newcomers", defaultValue = "200", paramLabel = "N")
    private int newcomers;

    @Option(names = "--warm-up-megabytes", defaultValue = "400", paramLabel = "N")
    private long warmUpMegabytes;

    SlowBenchmark(Console console) {
        super(console);
    }

    @Override
    void checkOptions() throws CommandException {
        atLeast(1, "--associations", associations);
        atLeast(1, "--kilobits", kilobits);
        atLeast(1, "--seconds", seconds);
        atLeast(1, "--newcomers", newcomers);
        atLeast(0, "--warm-up-megabytes", warmUpMegabytes);
    }

    /** Starts a server. */
    private interface Start {
        ServerUnderTest in(Path folder) throws IOException;
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        print("slow.explanation");
        List<Start> servers = new ArrayList<>(List.of(ServerUnderTest::storescp));
        if (ServerUnderTest.isOrthancInstalled()) {
            servers.add(ServerUnderTest::orthanc);
        } else {
            print("ingest.no-orthanc");
        }
        servers.add(ServerUnderTest::gateway);
        Table table = table("server", "slow.held", "slow.lost", "store.threads", "slow.idle", "slow.each", "ratio",
                "slow.p50", "slow.p99", "ratio");
        SlowFigures first = null;
        for (Start start : servers) {
            try (ServerUnderTest server = start.in(folders.disk().resolve("server" + servers.indexOf(start)))) {
                SlowFigures figures = measure(server);
                first = first == null ? figures : first;
                List<String> row = new ArrayList<>(List.of(server.name()));
                row.addAll(figures.beside(first));
                table.add(row);
            }
        }
        print(table);
    }

    private SlowFigures measure(ServerUnderTest server) throws IOException, InterruptedException {
        progress("slow.progress", server.name());
        long images = Math.max(1, warmUpMegabytes * 1_000_000 / SampleImage.CT.pixelBytes());
        new Load(WARM_UP_ASSOCIATIONS, images).on(server, StoreStream.of(server, SampleImage.CT));
        ProcessTree usage = server.usage();
        long before = usage.proportionalBytes();
        try (SlowLoad load = SlowLoad.open(server, SampleImage.CT, associations, PATIENCE)) {
            long idle = usage.proportionalBytes() - before;
            int bytesPerSecond = kilobits * BITS_PER_KILOBIT / Byte.SIZE;
            return load.send(bytesPerSecond, () -> {
                TimeUnit.SECONDS.sleep(seconds);
                long threads = usage.threads();
                long slow = usage.proportionalBytes() - before;
                Newcomers came = Newcomers.at(server, newcomers);
                return new SlowFigures(load.size(), load.lost(), threads, idle, slow, came);
            });
        }
    }
}
