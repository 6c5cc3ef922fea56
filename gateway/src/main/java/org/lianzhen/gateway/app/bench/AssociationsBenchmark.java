package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench associations}: associate, echo, release; our receiver beside DCMTK's. */
@Command(name = "associations", sortOptions = false,
        description = "Associate, C-ECHO and release: how many a second, and CPU milliseconds of the server for each")
final class AssociationsBenchmark extends Benchmark {
    @Option(names = "--parallel", defaultValue = "16", paramLabel = "N",
            description = "how many at once (default: ${DEFAULT-VALUE})")
    private int parallel;

    @Option(names = "--count", defaultValue = "20000", paramLabel = "N",
            description = "associations with us; the peer gets a tenth (default: ${DEFAULT-VALUE})")
    private long count;

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        try (var peer = ServerUnderTest.storescp(folders.memory().resolve("storescp"));
                var lianzhen = ServerUnderTest.lianzhen(folders.memory().resolve("lianzhen"), false)) {
            out().printf("%-10s %-24s %12s %10s %8s%n", "parallel", "server", "per second", "CPU ms", "ratio");
            Measurement theirs = warm(peer, count / 10);
            Measurement ours = warm(lianzhen, count);
            for (var row : List.of(new Row(peer, theirs), new Row(lianzhen, ours))) {
                out().printf("%-10d %-24s %12.0f %10.3f %8.3f%n", parallel, row.server.name(),
                        row.result.perSecond(), row.result.cpuMillisPerOperation(),
                        row.result.cpuMillisPerOperation() / theirs.cpuMillisPerOperation());
            }
        }
    }

    /** The second of two equal loads. */
    private Measurement warm(ServerUnderTest server, long operations) throws IOException, InterruptedException {
        var load = new Load(parallel, operations);
        load.on(server, EchoStream.of(server));
        return load.on(server, EchoStream.of(server));
    }

    private record Row(ServerUnderTest server, Measurement result) {}
}
