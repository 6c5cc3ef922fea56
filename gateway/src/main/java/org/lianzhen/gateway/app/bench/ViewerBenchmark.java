package org.lianzhen.gateway.app.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench viewer}: how long a reader waits for images in a browser behind a slow line, beside the same client with images of Orthanc
 * in the same run. What is measured stands in {@code web/bench}.
 */
@Command(name = "viewer", sortOptions = false)
final class ViewerBenchmark extends Benchmark {
    private static final int LONG_MINUTES = 40;
    private static final double BYTES_OF_MEGABYTE = 1e6;
    private static final double MILLIS_OF_SECOND = 1000;

    @Option(names = "--rates", split = ",", defaultValue = "2,20", paramLabel = "MBIT")
    private List<Integer> rates = List.of();

    @Option(names = "--kinds", split = ",", defaultValue = "CT,MR,DX,US", paramLabel = "NAME")
    private List<String> kinds = List.of();

    @Option(names = "--long")
    private boolean soak;

    @Option(names = "--client", defaultValue = "web", paramLabel = "FOLDER")
    @SuppressWarnings("NullAway.Init")
    private Path client;

    ViewerBenchmark(Console console) {
        super(console);
    }

    @Override
    void checkOptions() throws CommandException {
        for (int rate : rates) {
            atLeast(1, "--rates", rate);
        }
        if (!Files.isDirectory(client.resolve("node_modules"))) {
            throw misuse("viewer.no-client", client);
        }
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        Path result = folders.disk().resolve("viewer.json");
        try (var lianzhen = ServerUnderTest.web(folders.disk().resolve("lianzhen"))) {
            if (ServerUnderTest.hasDicomWeb()) {
                try (var orthanc = ServerUnderTest.orthancWeb(folders.disk().resolve("orthanc"))) {
                    run(Map.of("LIANZHEN_URL", WebServer.base(lianzhen), "LIANZHEN_PEER", WebServer.base(orthanc)),
                            result);
                }
            } else {
                print("qido.no-orthanc");
                run(Map.of("LIANZHEN_URL", WebServer.base(lianzhen)), result);
            }
        }
        print(new JsonArray(Files.readString(result)));
    }

    private void run(Map<String, String> servers, Path result) throws IOException, InterruptedException {
        progress("viewer.progress");
        Path log = result.resolveSibling("viewer.log");
        var builder = new ProcessBuilder("npm", "run", "--silent", "bench").directory(client.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(servers);
        builder.environment()
                .putAll(Map.of("LIANZHEN_RATES", String.join(",", rates.stream().map(String::valueOf).toList()),
                        "LIANZHEN_KINDS", String.join(",", kinds), "LIANZHEN_RESULT", result.toString(), "NO_COLOR",
                        "1",
                        "LIANZHEN_SOAK_MINUTES", soak ? Integer.toString(LONG_MINUTES) : "0"));
        Process process = builder.start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void print(JsonArray found) {
        Table table = table("viewer.study", "viewer.line", "server", "viewer.bytes", "viewer.picture", "viewer.image",
                "viewer.whole", "viewer.scroll");
        Table heaps = table("viewer.heap-first", "viewer.heap-last", "viewer.heap-most");
        boolean soaked = false;
        for (Object one : found) {
            var row = (JsonObject) one;
            if (row.getString("name").equals("heap")) {
                heaps.add(List.of(number(row, "first", 1), number(row, "last", 1), number(row, "most", 1)));
                soaked = true;
            } else {
                table.add(List.of(row.getString("name"), row.getInteger("megabits").toString(),
                        row.getString("server").equals("peer") ? "Orthanc" : "Lianzhen",
                        number(row, "bytes", BYTES_OF_MEGABYTE), number(row, "firstPicture", MILLIS_OF_SECOND),
                        number(row, "firstImage", MILLIS_OF_SECOND), number(row, "series", MILLIS_OF_SECOND),
                        number(row, "median", 1) + ", " + number(row, "p95", 1)));
            }
        }
        print(table);
        if (soaked) {
            print(heaps);
        }
    }

    private static String number(JsonObject row, String name, double unit) {
        return String.format(Locale.ROOT, "%.1f", row.getDouble(name) / unit);
    }
}
