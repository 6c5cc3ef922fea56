package org.lianzhen.gateway.app.bench;

import picocli.CommandLine.Command;

/** {@code bench}: what the benchmarks have in common. */
@Command(name = "bench", description = "Measures this program beside a peer in the same run",
        subcommands = { StoreBenchmark.class, AssociationsBenchmark.class, ReceiverCommand.class },
        synopsisSubcommandLabel = "(store | associations)")
public final class BenchCommand {}
