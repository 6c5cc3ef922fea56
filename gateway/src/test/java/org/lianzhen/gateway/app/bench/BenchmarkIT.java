package org.lianzhen.gateway.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark ends well and tells its figures. They need minutes, and belong to what is run before figures are told. */
@Tag("long")
class BenchmarkIT {
    @TempDir
    private Path folder;

    /** The rows below the rule, as words; fails unless the benchmark ends well and leaves nothing behind. */
    private List<List<String>> rows(String... arguments) throws IOException, InterruptedException {
        return rows(command(arguments));
    }

    private ProcessBuilder command(String... arguments) {
        return new ProcessBuilder(JavaCommand.self(arguments)).directory(folder.toFile()).redirectErrorStream(true);
    }

    private List<List<String>> rows(ProcessBuilder command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = command.redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroy();
        }
        String text = Files.readString(output, UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(output);
        }
        return text.lines().filter(line -> line.contains("DCMTK storescp") || line.contains("Lianzhen"))
                .filter(line -> Character.isDigit(line.charAt(0)) || line.startsWith("CT") || line.contains("  0  ")
                        || line.startsWith("STOW") || line.startsWith("WADO"))
                .map(line -> List.of(line.split(" {2,}"))).toList();
    }

    @Test
    void comparesStoringOnTmpfsAndOnDisk() throws Exception {
        List<List<String>> rows = rows("bench", "store", "--images", "CT", "--associations", "2", "--megabytes", "10",
                "--warm-up-megabytes", "10", "--lang", "en");
        assertThat(rows).extracting(row -> row.get(2)).containsExactly("DCMTK storescp --fork", "Lianzhen",
                "DCMTK storescp --fork", "Lianzhen, durable");
        assertThat(rows).allSatisfy(row -> assertThat(Double.parseDouble(row.get(3))).isPositive());
    }

    @Test
    void comparesTheWholeArchive() throws Exception {
        List<List<String>> rows = rows("bench", "ingest", "--images", "CT", "--associations", "2,3", "--megabytes",
                "10",
                "--warm-up-megabytes", "10", "--lang", "en");
        assertThat(rows).extracting(row -> row.get(2)).contains("DCMTK storescp --fork", "Lianzhen");
        assertThat(rows).allSatisfy(row -> assertThat(Double.parseDouble(row.get(3))).isPositive());
    }

    @Test
    void comparesAssociations() throws Exception {
        List<List<String>> rows = rows("bench", "associations", "--count", "100", "--parallel", "4", "--lang", "en");
        assertThat(rows).extracting(row -> row.get(1)).containsExactly("DCMTK storescp --fork", "Lianzhen");
        assertThat(rows).allSatisfy(row -> assertThat(Double.parseDouble(row.get(2))).isPositive());
    }

    @Test
    void comparesSearches() throws Exception {
        List<List<String>> rows = rows("bench", "qido", "--studies", "10,30", "--instances-per-study", "2",
                "--requests", "3", "--lang", "en");
        assertThat(rows).extracting(row -> row.get(0) + " " + row.get(1)).containsExactly("10 PAGE", "10 PATIENT_ID",
                "10 NAME", "30 PAGE", "30 PATIENT_ID", "30 NAME");
        assertThat(rows).allSatisfy(row -> assertThat(Double.parseDouble(row.get(3))).isPositive());
    }

    @Test
    void comparesTransfersOverTheWeb() throws Exception {
        List<List<String>> rows = rows("bench", "wado", "--images", "8", "--warm-up-images", "4",
                "--images-per-series", "4", "--associations", "2", "--lang", "en");
        assertThat(rows).extracting(List::getFirst).containsExactly("STOW", "STOW_SERIES", "WADO_SINGLE",
                "WADO_MULTIPART", "WADO_SERIES");
        assertThat(rows).allSatisfy(row -> assertThat(Double.parseDouble(row.get(2))).isPositive());
    }

    @Test
    void comparesOnlyTheTransfersThatAreNamed() throws Exception {
        List<List<String>> rows = rows("bench", "wado", "--images", "4", "--warm-up-images", "0",
                "--images-per-series", "4", "--associations", "1", "--transfers", "WADO_SERIES,STOW", "--lang", "en");
        assertThat(rows).extracting(List::getFirst).containsExactly("STOW", "WADO_SERIES");
    }

    @Test
    void comparesForwarding() throws Exception {
        List<List<String>> rows = rows("bench", "forward", "--images", "6", "--warm-up-images", "2", "--peer-images",
                "2", "--associations", "2", "--onward", "1,2", "--lang", "en");
        assertThat(rows).extracting(row -> row.get(1) + " " + row.get(2)).containsExactly("Lianzhen 1", "Lianzhen 2");
        assertThat(rows).allSatisfy(row -> assertThat(Double.parseDouble(row.get(3))).isPositive());
        assertThat(rows).as("delays: lone, half of those at full load, most of those").allSatisfy(row -> {
            assertThat(Double.parseDouble(row.get(6))).isPositive();
            assertThat(Double.parseDouble(row.get(7))).isPositive().isLessThanOrEqualTo(Double.parseDouble(row.get(8)));
        });
    }

    @Test
    void comparesSlowSenders() throws Exception {
        ProcessBuilder command = command("bench", "slow", "--associations", "20", "--kilobits", "640", "--seconds", "1",
                "--newcomers", "5", "--warm-up-megabytes", "1", "--lang", "en");
        command.environment().put("PATH", "/usr/bin:/bin"); // without Orthanc, which keeps newcomers waiting for a minute

        List<List<String>> rows = rows(command);

        assertThat(rows).extracting(List::getFirst).containsExactly("DCMTK storescp --fork", "Lianzhen");
        assertThat(rows).extracting(row -> row.get(1)).as("held").containsOnly("20");
        assertThat(rows).extracting(row -> row.get(2)).as("lost").containsOnly("0");
        assertThat(rows).allSatisfy(row -> assertThat(Double.parseDouble(row.get(7))).isPositive());
    }

    /** Runs a benchmark where no other program can be found but those in the folder. */
    private String aloneIn(String language) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = command("bench", "associations", "--count", "1", "--lang", language)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", folder.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(output, UTF_8).strip();
    }

    @Test
    void saysHowToGetAMissingPeer() throws Exception {
        assertThat(aloneIn("en"))
                .endsWith("There is no storescp to compare with. Install DCMTK: apt-get install dcmtk");
        assertThat(aloneIn("zh-CN")).endsWith("没有可对比的 storescp。请安装 DCMTK：apt-get install dcmtk");
    }

    @Test
    void saysHowToGetTheClientThatIsMeasured() throws Exception {
        Path output = folder.resolve("output");
        Process process = command("bench", "viewer", "--client", folder.toString(), "--lang", "en")
                .redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(output, UTF_8)).contains("run npm ci there");
    }

    @Test
    void saysWhereThePeerListensWhenItCannotBeShutOff() throws Exception {
        Path fake = Files.writeString(folder.resolve("storescp"), "#!/bin/sh\necho no licence\nexit 1\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();

        assertThat(aloneIn("en")).startsWith("Note: no network namespace can be made here").contains("no licence");
    }
}
