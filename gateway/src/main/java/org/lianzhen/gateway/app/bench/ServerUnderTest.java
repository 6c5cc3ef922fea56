package org.lianzhen.gateway.app.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A storage server in a process of its own, and the folder it writes to. */
final class ServerUnderTest implements AutoCloseable {
    static final String AE_TITLE = "BENCHSCP";
    private static final String PEER = "storescp";
    private static final String ORTHANC = "Orthanc";
    private static final String READY = "Lianzhen is ready";
    private static final Path DICOM_WEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final String name;
    private final Habit habit;
    private final Path folder;
    private final InetSocketAddress address;
    private final Path log;
    private final Process process;

    /** What a server does with processes and files. */
    enum Habit {
        /** A process for each association, and files that nobody misses. */
        FORGETFUL,
        /** It remembers what it stored, and keeps whatever processes it has. */
        ARCHIVE
    }

    /** Starts a server and waits until it takes connections. */
    ServerUnderTest(String name, Path folder, int port, List<String> command) throws IOException {
        this(name, Habit.FORGETFUL, new Place(folder, port), command);
    }

    /** Where a server writes and listens. */
    private record Place(Path folder, int port) {
        static Place of(Path folder) throws IOException {
            return new Place(Files.createDirectories(folder), freePort());
        }
    }

    private ServerUnderTest(String name, Habit habit, Place place, List<String> command) throws IOException {
        this.name = name;
        this.habit = habit;
        Path folder = place.folder();
        int port = place.port();
        this.folder = Files.createDirectories(folder);
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        log = folder.resolveSibling(folder.getFileName() + ".log");
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            await("start", START_LIMIT, this::answers);
        } catch (IOException e) {
            close();
            throw new IOException(e.getMessage() + ":\n" + Files.readString(log), e);
        }
    }

    /** Whether DCMTK's storage server can be started. */
    static boolean isPeerInstalled() {
        return isInstalled(PEER);
    }

    /** Whether Orthanc can be started. */
    static boolean isOrthancInstalled() {
        return isInstalled(ORTHANC);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** DCMTK's storage server, a process for each association. */
    static ServerUnderTest storescp(Path folder) throws IOException {
        int port = freePort();
        return new ServerUnderTest("DCMTK storescp --fork", folder, port,
                List.of(PEER, "--fork", "--aetitle", AE_TITLE, "--output-directory", folder.toString(),
                        Integer.toString(port)));
    }

    /**
     * Our receiver in a Java virtual machine like this one.
     *
     * @param durable as in the product, index aside; else it computes no digest and looks at nothing that it receives
     */
    static ServerUnderTest lianzhen(Path folder, boolean durable) throws IOException {
        int port = freePort();
        var command = new ArrayList<>(JavaCommand.self("bench", "receiver", "--aet", AE_TITLE, "--port",
                Integer.toString(port), "--folder", folder.toString()));
        if (durable) {
            command.add("--durable");
        }
        return new ServerUnderTest(durable ? "Lianzhen, durable" : "Lianzhen", folder, port, command);
    }

    /** The whole product: database and all. */
    static ServerUnderTest gateway(Path folder) throws IOException {
        return gateway(folder, """
                units: [{code: BENCH, name: Benchmark, kind: OTHER}]
                nodes: [{aeTitle: BENCH, unit: BENCH}]
                """);
    }

    /** @param document of members, among them BENCH, who sends */
    static ServerUnderTest gateway(Path folder, String document) throws IOException {
        Place place = Place.of(folder);
        Path members = Files.writeString(folder.resolve("members.yaml"), document);
        return new ServerUnderTest("Lianzhen", Habit.ARCHIVE, place,
                JavaCommand.self("run", "--data", folder.resolve("data").toString(), "--members", members.toString(),
                        "--dicom-port", Integer.toString(place.port()), "--http-port", "0", "--media-port", "0",
                        "--https-port", "off", "--dicom-tls-port", "off", "--dicom-ae-titles", AE_TITLE,
                        "--min-free-space", "0 MB"))
                .ready();
    }

    /**
     * The whole product with the demonstration's county, to be asked over HTTP.
     *
     * @param data its data folder, which may hold a database already
     */
    static ServerUnderTest web(Path data) throws IOException {
        Place place = Place.of(data);
        return new ServerUnderTest("Lianzhen", Habit.ARCHIVE, place,
                JavaCommand.self("run", "--demo", "--data", data.toString(), "--http-port",
                        Integer.toString(place.port()), "--dicom-port", "0", "--media-port", "0", "--https-port", "off",
                        "--dicom-tls-port", "off", "--min-free-space", "0 MB"))
                .ready();
    }

    /** Once the product says so: its ports are open a moment before its accounts are there. */
    private ServerUnderTest ready() throws IOException {
        try {
            await("become ready", START_LIMIT, () -> Files.readString(log).contains(READY));
            return this;
        } catch (IOException e) {
            close();
            throw new IOException(e.getMessage() + ":\n" + Files.readString(log), e);
        }
    }

    /** Whether Orthanc can be started with DICOMweb. */
    static boolean hasDicomWeb() {
        return isOrthancInstalled() && Files.exists(DICOM_WEB);
    }

    /** Orthanc with its own database and DICOMweb, to be asked over HTTP. */
    static ServerUnderTest orthancWeb(Path folder) throws IOException {
        Place place = Place.of(folder);
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                { "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "Plugins": ["%2$s"],
                  "HttpPort": %3$d, "AuthenticationEnabled": false, "DicomServerEnabled": false }
                """.formatted(folder, DICOM_WEB, place.port()));
        return new ServerUnderTest(ORTHANC, Habit.ARCHIVE, place, List.of(ORTHANC, config.toString()));
    }

    /** Orthanc with its own database. */
    static ServerUnderTest orthanc(Path folder) throws IOException {
        return orthanc(folder, "");
    }

    /** @param more settings, beginning with a comma */
    static ServerUnderTest orthanc(Path folder, String more) throws IOException {
        Place place = Place.of(folder);
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                { "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "Plugins": [], "HttpServerEnabled": false,
                  "DicomAet": "%2$s", "DicomPort": %3$d, "DicomAlwaysAllowEcho": true, "DicomAlwaysAllowStore": true
                %4$s }
                """.formatted(folder, AE_TITLE, place.port(), more));
        return new ServerUnderTest(ORTHANC, Habit.ARCHIVE, place, List.of(ORTHANC, config.toString()));
    }

    String name() {
        return name;
    }

    InetSocketAddress address() {
        return address;
    }

    ProcessTree usage() {
        return new ProcessTree(process.toHandle());
    }

    /** Waits until no child works on an association any more, so that all of their time is accounted. */
    void settle() throws IOException {
        if (habit == Habit.ARCHIVE) {
            return;
        }
        await("end its associations", SETTLE_LIMIT, () -> usage().children() == 0);
    }

    /** Deletes what was received, where nobody misses it. */
    void empty() throws IOException {
        if (habit == Habit.ARCHIVE) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Regular files below the folder, in bytes in all. */
    long storedBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private boolean answers() {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private void await(String what, Duration limit, Condition condition) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() > deadline || process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException(name + " did not " + what + " within " + limit.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }
}
