package org.lianzhen.gateway.app.bench;

import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench}: the benchmarks, by name. */
@Command(name = "bench", synopsisSubcommandLabel = "NAME")
public final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private BenchCommand() {}

    /** The command with all benchmarks below it. */
    public static CommandLine commandLine(Console console) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new StoreBenchmark(console))
                .addSubcommand(new IngestBenchmark(console))
                .addSubcommand(new AssociationsBenchmark(console))
                .addSubcommand(new QidoBenchmark(console))
                .addSubcommand(new WadoBenchmark(console))
                .addSubcommand(new ViewerBenchmark(console))
                .addSubcommand(new SlowBenchmark(console))
                .addSubcommand(new ForwardBenchmark(console))
                .addSubcommand(new ReceiverCommand());
    }

    /** Without the name of a benchmark. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
