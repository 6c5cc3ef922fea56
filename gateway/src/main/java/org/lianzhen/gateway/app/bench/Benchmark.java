package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A benchmark that starts itself again in a network of its own before it starts servers. */
abstract class Benchmark implements Callable<Integer> {
    private static final String INSIDE = "--inside-namespace";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = INSIDE, hidden = true)
    private boolean inside;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        if (!inside && NetworkNamespace.isAvailable()) {
            return again();
        }
        if (!inside) {
            out().println(
                    "Note: no network namespace can be made here, so the peer listens on every address meanwhile.");
        }
        return withFolders();
    }

    /** Runs the servers and prints what they used. */
    abstract void measure(Folders folders) throws IOException, InterruptedException;

    final PrintStream out() {
        return System.out;
    }

    private int again() throws IOException, InterruptedException {
        var arguments = new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        arguments.add(INSIDE);
        Process process = new ProcessBuilder(
                NetworkNamespace.inside(JavaCommand.self(arguments.toArray(String[]::new))))
                .inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    private int withFolders() throws IOException, InterruptedException {
        Path shared = Path.of("/dev/shm");
        Path memory = Files.createTempDirectory(Files.isWritable(shared) ? shared : Path.of("."), "lianzhen-bench");
        Path disk = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".lianzhen-bench");
        try {
            measure(new Folders(memory, disk));
            return 0;
        } finally {
            delete(memory);
            delete(disk);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Where servers may write.
     *
     * @param memory on tmpfs where there is one
     * @param disk in the current directory
     */
    record Folders(Path memory, Path disk) {}
}
