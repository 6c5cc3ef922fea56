package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.archive.ChildJava;

/** The program as people run it, with DCMTK's tools as peers. */
@Timeout(120)
class RunIT {
    private static final Pattern READY = Pattern.compile("Lianzhen is ready: DICOM LIANZHEN@127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path folder;

    @Test
    void servesDcmtkAndStopsInTime() throws Exception {
        assumeThat(Path.of("/usr/bin/storescu")).exists();
        Process node = start();
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            String port = port(out);
            assertThat(tool("echoscu", "-aec", "LIANZHEN", "127.0.0.1", port)).isZero();
            assertThat(tool("echoscu", "-aec", "NOBODY", "127.0.0.1", port)).isNotZero();
            assertThat(tool("storescu", "-aec", "LIANZHEN", "127.0.0.1", port, image(1).toString())).isZero();
            assertThat(objects()).hasSize(1);
            assertThat(tool("dcmdump", "--quiet", objects().getFirst().toString())).isZero();

            long begin = System.nanoTime();
            node.toHandle().destroy();
            assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(out.lines().toList()).as("exactly one line was printed").isEmpty();
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void keepsWhatItHasAcknowledgedWhenItIsKilled() throws Exception {
        assumeThat(Path.of("/usr/bin/storescu")).exists();
        Process node = start();
        List<String> command = new ArrayList<>(List.of("storescu", "-aec", "LIANZHEN", "127.0.0.1"));
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            command.add(port(out));
            for (int i = 0; i < 5; i++) {
                command.add(image(i).toString());
            }
            assertThat(tool(command.toArray(String[]::new))).isZero();
        } finally {
            node.toHandle().destroyForcibly();
        }
        assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Process again = start();
        try (BufferedReader out = again.inputReader(StandardCharsets.UTF_8)) {
            assertThat(port(out)).isNotEmpty();
            assertThat(objects()).hasSize(5);
        } finally {
            again.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        return ChildJava.start(Main.class.getName(), "run", "--demo", "--data", folder.resolve("data").toString(),
                "--http-port", "0", "--dicom-port", "0", "--media-port", "0");
    }

    private static String port(BufferedReader out) throws IOException {
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        assertThat(ready.matches()).as("the first line says that it is ready").isTrue();
        return ready.group(1);
    }

    private static int tool(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " does not end");
        }
        return process.exitValue();
    }

    private Path image(int number) throws IOException {
        return TestImage.write(folder.resolve(number + ".dcm"), "1.2.3." + (number + 1));
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/objects"))) {
            return files.filter(file -> file.toString().endsWith(".dcm")).toList();
        }
    }
}
