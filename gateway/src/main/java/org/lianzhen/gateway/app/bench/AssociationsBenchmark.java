package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench associations}: associate, echo, release; our receiver beside DCMTK's. */
@Command(name = "associations", sortOptions = false)
final class AssociationsBenchmark extends Benchmark {
    /** The peer starts a process for each association; fewer of them tell as much. */
    private static final int PEER_SHARE = 10;

    @Option(names = "--parallel", defaultValue = "16", paramLabel = "N")
    private int parallel;

    @Option(names = "--count", defaultValue = "20000", paramLabel = "N")
    private long count;

    AssociationsBenchmark(Console console) {
        super(console);
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        try (var peer = ServerUnderTest.storescp(folders.memory().resolve("storescp"));
                var lianzhen = ServerUnderTest.lianzhen(folders.memory().resolve("lianzhen"), false)) {
            Measurement theirs = warm(peer, Math.max(parallel, count / PEER_SHARE));
            Measurement ours = warm(lianzhen, count);
            Table table = table("associations.parallel", "server", "associations.rate", "associations.cpu", "ratio");
            table.add(row(peer, theirs, 1));
            table.add(row(lianzhen, ours, ours.cpuMillisPerOperation() / theirs.cpuMillisPerOperation()));
            print(table);
        }
    }

    /** The second of two equal loads. */
    private Measurement warm(ServerUnderTest server, long operations) throws IOException, InterruptedException {
        progress("associations.progress", server.name());
        var load = new Load(parallel, operations);
        load.on(server, EchoStream.of(server));
        return load.on(server, EchoStream.of(server));
    }

    private List<String> row(ServerUnderTest server, Measurement result, double ratio) {
        return List.of(Integer.toString(parallel), server.name(),
                String.format(Locale.ROOT, "%.0f", result.perSecond()),
                String.format(Locale.ROOT, "%.3f", result.cpuMillisPerOperation()),
                String.format(Locale.ROOT, "%.3f", ratio));
    }
}
