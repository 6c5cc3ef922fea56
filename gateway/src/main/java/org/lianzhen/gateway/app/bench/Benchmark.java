package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A benchmark that starts itself again in a network of its own before it starts servers. */
abstract class Benchmark implements Callable<Integer> {
    private static final int WIDEST = 40;
    private static final String INSIDE = "--inside-namespace";

    private final Console console;
    private final Messages messages;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = INSIDE, hidden = true)
    private boolean inside;

    Benchmark(Console console) {
        this.console = console;
        this.messages = new Messages(Benchmark.class, console.language());
    }

    @Override
    public final Integer call() throws IOException, InterruptedException, CommandException {
        checkOptions();
        if (!ServerUnderTest.isPeerInstalled()) {
            throw new CommandException(messages.text("no-peer"));
        }
        if (!inside && NetworkNamespace.isAvailable()) {
            return again();
        }
        if (!inside) {
            console.tell(messages.text("no-namespace"));
        }
        return withFolders();
    }

    /**
     * Looks whether the options make sense.
     *
     * @throws CommandException when they do not
     */
    abstract void checkOptions() throws CommandException;

    /** To be called for options that count something. */
    final void atLeast(long least, String option, long given) throws CommandException {
        if (given < least) {
            throw misuse("too-few", option, least);
        }
    }

    final CommandException misuse(String key, Object... arguments) {
        return CommandException.misuse(messages.text(key, arguments));
    }

    /** Runs the servers and prints what they used. */
    abstract void measure(Folders folders) throws IOException, InterruptedException;

    /** An empty table with the head of these texts. */
    final Table table(String... heads) {
        return new Table(List.of(heads).stream().map(messages::text).toList(), WIDEST);
    }

    /** Prints a sentence. */
    final void print(String key) {
        console.print(messages.text(key));
    }

    /** Prints a table, and an empty line behind it. */
    final void print(Table table) {
        console.status(null);
        table.lines().forEach(console::print);
        console.print("");
    }

    /** Tells on a terminal what is being measured. */
    final void progress(String key, Object... arguments) {
        console.status(messages.text(key, arguments));
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
