package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lianzhen.gateway.archive.ChildJava;

/**
 * A gateway in a process of its own, with a database of its own.
 *
 * @param port of its DICOM server
 * @param webPort of its HTTP server
 */
record GatewayProcess(Process process, Path data, int port, int webPort) {
    private static final Pattern READY = Pattern
            .compile(
                    "Lianzhen is ready: http://127\\.0\\.0\\.1:(\\d+), (?:https://\\S+, )*DICOM LIANZHEN@127\\.0\\.0\\.1:(\\d+)");

    /** Starts it with the members of the demonstration, whatever room there is; blocks until it is ready. */
    static GatewayProcess start(Path data) throws IOException {
        Path members = DemoMembersTest.file(Objects.requireNonNull(data.getParent()));
        return start(data, "--members", members.toString(), "--min-free-space", "0 MB");
    }

    /** The same with other options. */
    static GatewayProcess start(Path data, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--data", data.toString(), "--http-port", "0",
                "--dicom-port", "0", "--media-port", "0", "--https-port", "off", "--dicom-tls-port", "off"));
        arguments.addAll(List.of(options));
        Process process = ChildJava.start(Main.class.getName(), arguments.toArray(String[]::new));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new GatewayProcess(process, data, Integer.parseInt(ready.group(2)),
                        Integer.parseInt(ready.group(1)));
            }
            assertThat(line).as("what comes before").contains("admin");
        }
        process.destroyForcibly();
        throw new AssertionError("the gateway did not start");
    }

    /** The database's processes, the one that leads them first. */
    List<ProcessHandle> database() throws IOException {
        ProcessHandle postmaster = ArchiveWitness.postmaster(data);
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    /** Ends the gateway at once; its database is left to itself. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ends the gateway and the processes of its database at once. */
    void killWith(List<ProcessHandle> database) throws Exception {
        database.forEach(ProcessHandle::destroyForcibly);
        kill();
        for (ProcessHandle each : database) {
            each.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    /** Ends the gateway; the database ends with the program that started it. */
    void end() throws Exception {
        if (process.isAlive()) {
            ProcessHandle postmaster = ArchiveWitness.postmaster(data);
            kill();
            postmaster.onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
