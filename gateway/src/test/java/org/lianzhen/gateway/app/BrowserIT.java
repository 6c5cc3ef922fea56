package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.json.JsonArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.FreePort;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.archive.ChildJava;

/**
 * The web client in a real browser, over HTTPS on a name that is not the loopback's, against a gateway of its own with the county of the
 * demonstration. What is tried stands in {@code web/e2e}; what pages look like is kept in {@code web/target/screenshots}.
 */
@Timeout(2000)
class BrowserIT {
    private static final String NAME = "lianzhen.test";
    private static final Path WEB = Path.of("..", "web").toAbsolutePath().normalize();
    private static final long LIMIT_MINUTES = 30;

    @TempDir
    private Path folder;

    @Test
    void theClientWorksInABrowser() throws Exception {
        assumeThat(BrowserIT.class.getResource("/webroot/build.json")).as("the client was built").isNotNull();
        assumeThat(Path.of("/usr/bin/chromium")).exists();
        int port = FreePort.find();
        Process gateway = start(port);
        try (BufferedReader out = gateway.inputReader(StandardCharsets.UTF_8)) {
            awaitReady(out);
            Path log = WEB.resolve("target/e2e.log");
            int exit = tests(Map.of("LIANZHEN_URL", "https://" + NAME + ":" + port, "LIANZHEN_COMMAND", command()),
                    log);
            assertThat(exit).as("%s", failures(log)).isZero();
        } finally {
            gateway.toHandle().destroy();
            assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** What the log says besides of tests that went well, which are hundreds. */
    private static String failures(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.startsWith(" ✓")).collect(Collectors.joining("\n"));
        }
    }

    private Process start(int port) throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "EC", "-ext", "san=dns:" + NAME);
        return ChildJava.asPeopleRunIt(Main.class.getName(), "run", "--demo", "--data",
                folder.resolve("data").toString(), "--http-port", "0", "--https-port", String.valueOf(port),
                "--https-cert", keys.certificate().toString(), "--https-key", keys.key().toString(), "--public-url",
                "https://" + NAME + ":" + port, "--dicom-port", "0", "--dicom-tls-port", "0", "--media-port", "0",
                "--min-free-space", "0 MB").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** For tests that end a gateway of their own and start it again. */
    private static String command() {
        return new JsonArray(ChildJava.builder(Main.class.getName()).command()).encode();
    }

    private static void awaitReady(BufferedReader out) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Lianzhen is ready")) {
                return;
            }
            before.add(line);
        }
        throw new AssertionError("the gateway did not start: " + before);
    }

    private static int tests(Map<String, String> environment, Path log) throws Exception {
        var builder = new ProcessBuilder("npm", "run", "--silent", "e2e").directory(WEB.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("NO_COLOR", "1");
        Process tests = builder.start();
        try {
            assertThat(tests.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as("the browser's tests end").isTrue();
            return tests.exitValue();
        } finally {
            tests.descendants().forEach(ProcessHandle::destroyForcibly);
            tests.destroyForcibly();
        }
    }
}
