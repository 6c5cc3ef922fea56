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
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.ChildJava;

/** The program as people run it, with DCMTK's tools as peers. */
@Timeout(120)
class RunIT {
    private static final Pattern READY = Pattern
            .compile("Lianzhen is ready: (?:https?://\\S+, )*DICOM LIANZHEN@127\\.0\\.0\\.1:(\\d+)"
                    + ", DICOM TLS LIANZHEN@127\\.0\\.0\\.1:\\d+");

    @TempDir
    private Path folder;

    @Test
    void servesDcmtkAndStopsInTime() throws Exception {
        assumeThat(Path.of("/usr/bin/storescu")).exists();
        Process node = start();
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            String port = port(out);
            assertThat(tool("echoscu", "-aet", "TS1PACS", "-aec", "LIANZHEN", "127.0.0.1", port)).isZero();
            assertThat(tool("echoscu", "-aet", "TS1PACS", "-aec", "NOBODY", "127.0.0.1", port)).isNotZero();
            assertThat(tool("echoscu", "-aet", "STRANGER", "-aec", "LIANZHEN", "127.0.0.1", port)).isNotZero();
            assertThat(tool("storescu", "-aet", "TS1PACS", "-aec", "LIANZHEN", "127.0.0.1", port, image(1).toString()))
                    .isZero();
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
        List<String> command = new ArrayList<>(List.of("storescu", "-aet", "TS1PACS", "-aec", "LIANZHEN", "127.0.0.1"));
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
        awaitTheEndOfTheDatabase();
    }

    /** Its database goes with a program that is killed. */
    private void awaitTheEndOfTheDatabase() {
        Path pid = folder.resolve("data/postgres/data/postmaster.pid");
        Await.until("the database has ended", () -> !Files.exists(pid));
    }

    private Process start() throws IOException {
        return ChildJava.start(Main.class.getName(), "run", "--members",
                DemoMembersTest.file(folder).toString(), "--data", folder.resolve("data").toString(),
                "--http-port", "0", "--https-port", "0", "--dicom-port", "0", "--dicom-tls-port", "0", "--media-port",
                "0",
                "--min-free-space", "0 MB");
    }

    private static String port(BufferedReader out) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                assertThat(before).as("the password of a first start, and nothing else").hasSizeLessThan(2);
                return ready.group(1);
            }
            before.add(line);
        }
        throw new AssertionError("it ended without being ready: " + before);
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

    /** What a process that ended by itself returned and wrote, in an environment without any language. */
    private record Ended(int exit, String out, String err) {}

    private Ended ended(String... arguments) throws Exception {
        ProcessBuilder builder = ChildJava.builder(Main.class.getName(), arguments);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void anotherProcessOnTheSameDataGivesUpAndHarmsNothing() throws Exception {
        Process node = start();
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            String port = port(out);

            Ended second = ended("run", "--data", folder.resolve("data").toString(), "--dicom-port", "0");

            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.out()).isEmpty();
            assertThat(second.err()).as("Chinese in UTF-8 where nothing is said").contains("正在使用：另一个联诊进程");
            assertThat(ended("dicom", "echo", "--calling", "TS1PACS", "127.0.0.1:" + port).exit()).isZero();
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void wrongSettingsAreAllToldOnTheStandardErrorOnly() throws Exception {
        Ended ended = ended("run", "--http-port", "web", "--bind", "everywhere", "--lang", "en");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(2);
    }

    @Test
    void toolsTellTheirCallerHowItWent() throws Exception {
        Path image = image(1);

        Ended good = ended("dicom", "dump", image.toString());
        Ended bad = ended("dicom", "dump", folder.resolve("missing.dcm").toString());
        Ended misused = ended("dicom", "dmp");

        assertThat(good.exit()).isZero();
        assertThat(good.out()).contains("PatientID: P1");
        assertThat(good.err()).isEmpty();
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.err()).contains("没有这个文件");
        assertThat(misused.exit()).isEqualTo(2);
    }
}
