package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Command {
    private Command() {}

    /**
     * Runs {@code command} in {@code folder} and waits for its end.
     *
     * @throws IOException if it cannot be started, fails, or takes longer than {@code limit}; with what it printed
     */
    static void run(List<String> command, Path folder, Duration limit) throws IOException {
        Path output = Files.createTempFile("lianzhen-postgres-", ".log");
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!waitFor(process, limit)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command + " failed: " + Files.readString(output, StandardCharsets.UTF_8).strip());
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Waits for the end of {@code process}; an interruption counts as its time being up. */
    static boolean waitFor(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
