package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.app.terminal.CommandException;
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
    void checkOptions() throws CommandException {
        atLeast(1, "--parallel", parallel);
        atLeast(1, "--count", count);
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        try (var peer = ServerUnderTest.storescp(folders.memory().resolve("storescp"));
                var lianzhen = ServerUnderTest.lianzhen(folders.memory().resolve("lianzhen"), false)) {
            Measurement theirs = warm(peer, Math.max(parallel, count / PEER_SHARE));
            Measurement ours = warm(lianzhen, count);
            Table table = table("associations.parallel", "server", "associations.rate", "associations.cpu", "ratio");
            table.add(row(peer, theirs.echoFigures(theirs)));
            table.add(row(lianzhen, ours.echoFigures(theirs)));
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

    private List<String> row(ServerUnderTest server, List<String> figures) {
        var row = new ArrayList<>(List.of(Integer.toString(parallel), server.name()));
        row.addAll(figures);
        return row;
    }
}
