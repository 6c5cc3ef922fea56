package org.lianzhen.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsProblemsTest {
    @TempDir
    Path folder;

    @Test
    void allProblemsAreToldAtOnceWithTheirOrigins() throws IOException {
        Path file = Files.writeString(folder.resolve("lianzhen.properties"), """
                media-port = many
                dicom-prot = 104
                config = other.properties
                """);
        List<Problem> problems = problems(
                Map.of(Setting.CONFIG, file.toString(), Setting.HTTP_PORT, "65536", Setting.DEMO, "perhaps"),
                Map.of("LIANZHEN_DICOM_AE_TITLES", "A,,A\\B,A", "LIANZHEN_BIND", "example.org"));

        assertThat(problems).containsExactlyInAnyOrder(
                Problem.of(Problem.Kind.UNKNOWN_SETTING, file.toString(), "dicom-prot"),
                Problem.of(Problem.Kind.UNKNOWN_SETTING, file.toString(), "config"),
                Problem.of(Problem.Kind.NOT_A_PORT, file + ": media-port", "many"),
                Problem.of(Problem.Kind.NOT_A_PORT, "--http-port", "65536"),
                Problem.of(Problem.Kind.NOT_A_SWITCH, "--demo", "perhaps"),
                Problem.of(Problem.Kind.NOT_AN_AE_TITLE, "LIANZHEN_DICOM_AE_TITLES", ""),
                Problem.of(Problem.Kind.NOT_AN_AE_TITLE, "LIANZHEN_DICOM_AE_TITLES", "A\\B"),
                Problem.of(Problem.Kind.SAME_AE_TITLE, "LIANZHEN_DICOM_AE_TITLES", "A"),
                Problem.of(Problem.Kind.NOT_AN_ADDRESS, "LIANZHEN_BIND", "example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "::", "192.168.1.10" })
    void demonstrationStaysOnThisMachine(String address) {
        assertThat(problems(Map.of(Setting.DEMO, "true"), Map.of("LIANZHEN_BIND", address)))
                .singleElement().satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.DEMO_NOT_LOCAL);
                    assertThat(problem.arguments()).startsWith("--demo", "LIANZHEN_BIND");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1", "65536", "http", "0x50", "99999999999", "1 2", "１０４" })
    void portsAreNumbersInRange(String text) {
        assertThat(problems(Map.of(Setting.DICOM_PORT, text), Map.of()))
                .containsExactly(Problem.of(Problem.Kind.NOT_A_PORT, "--dicom-port", text));
    }

    @Test
    void portsMustDiffer() {
        assertThat(problems(Map.of(Setting.DICOM_PORT, "8080"), Map.of()))
                .containsExactly(Problem.of(Problem.Kind.SAME_PORT, "http-port", "--dicom-port", "8080"));
    }

    @ParameterizedTest
    @CsvSource({ "DICOM_TLS_CERT,dicom-tls-key", "DICOM_TLS_KEY,dicom-tls-cert", "HTTPS_CERT,https-key",
            "HTTPS_KEY,https-cert" })
    void tlsFilesNeedEachOther(Setting given, String missing) {
        assertThat(problems(Map.of(given, "file.pem"), Map.of()))
                .containsExactly(Problem.of(Problem.Kind.MISSING_WITH, given.flag(), missing));
    }

    @Test
    void tlsFilesMustBeThere() throws IOException {
        Path certificate = Files.createFile(folder.resolve("certificate.pem"));
        Path key = folder.resolve("key.pem");

        assertThat(problems(Map.of(Setting.DICOM_TLS_CERT, certificate.toString(), Setting.DICOM_TLS_KEY,
                key.toString(), Setting.DICOM_TLS_PROFILE, "ssl3"), Map.of())).containsExactlyInAnyOrder(
                        Problem.of(Problem.Kind.NOT_A_TLS_PROFILE, "--dicom-tls-profile", "ssl3"),
                        Problem.of(Problem.Kind.NO_SUCH_FILE, "--dicom-tls-key", key.toString()));
    }

    @ParameterizedTest
    @CsvSource({ "PUBLIC_URL,http://lianzhen.example,URL_NOT_SECURE", "PUBLIC_URL,http://10.1.2.3:8080,URL_NOT_SECURE",
            "PUBLIC_URL,ftp://lianzhen.example,NOT_A_URL", "PUBLIC_URL,https://a..b,NOT_A_URL",
            "HTTPS_NAMES,under_score,NOT_A_HOST_NAME", "HTTPS_NAMES,https://a.example,NOT_A_HOST_NAME",
            "HTTPS_NAMES,300.1.1.1,NOT_A_HOST_NAME", "DICOM_TLS_CLIENTS,maybe,NOT_A_PROOF",
            "DICOM_TLS_CLIENT_CA,/nowhere/ca.pem,NO_SUCH_FILE", "HTTPS_PORT,closed,NOT_A_PORT" })
    void saysWhatIsWrongWithNamesAndProofs(Setting setting, String text, Problem.Kind kind) {
        assertThat(problems(Map.of(setting, text), Map.of()))
                .containsExactly(Problem.of(kind, setting.flag(), text));
    }

    @Test
    void dataMustNotBeAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertThat(problems(Map.of(Setting.DATA, file.toString()), Map.of()))
                .containsExactly(Problem.of(Problem.Kind.NO_FOLDER, "--data", file.toString()));
    }

    @Test
    void missingAndUnreadableFilesAreProblems() throws IOException {
        Path missing = folder.resolve("missing.properties");
        Path broken = Files.write(folder.resolve("gbk.properties"), "data = 影像".getBytes(Charset.forName("GBK")));
        Path escape = Files.writeString(folder.resolve("escape.properties"), "data = \\u00zz",
                StandardCharsets.US_ASCII);

        assertThat(problems(Map.of(Setting.CONFIG, missing.toString()), Map.of()))
                .containsExactly(Problem.of(Problem.Kind.NO_SUCH_FILE, "--config", missing.toString()));
        assertThat(problems(Map.of(), Map.of("LIANZHEN_CONFIG", broken.toString()))).singleElement()
                .satisfies(problem -> assertThat(problem.arguments()).startsWith("LIANZHEN_CONFIG", broken.toString()));
        assertThat(problems(Map.of(Setting.CONFIG, escape.toString()), Map.of())).extracting(Problem::kind)
                .containsExactly(Problem.Kind.FILE_UNREADABLE);
    }

    @Test
    void impossiblePathsAreProblems() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.DATA, "a\0b");
        flags.put(Setting.CONFIG, "c\0d");

        assertThat(problems(flags, Map.of())).extracting(Problem::kind)
                .containsExactly(Problem.Kind.NOT_A_PATH, Problem.Kind.NOT_A_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = { "5", "-1 GB", "5 G", "5 gigabytes", "1.5 GB", "9999999 TB", "5  GB" })
    void aSizeIsAWholeNumberWithItsUnit(String text) {
        assertThat(problems(Map.of(Setting.MIN_FREE_SPACE, text), Map.of()))
                .containsExactly(Problem.of(Problem.Kind.NOT_A_SIZE, "--min-free-space", text));
    }

    @Test
    void backupsMustMakeSense() {
        String data = folder.resolve("data").toString();
        assertThat(
                problems(Map.of(Setting.BACKUP_AT, "25:00", Setting.BACKUP_KEEP, "0", Setting.BACKUP_WARN_DAYS, "-1"),
                        Map.of()))
                .containsExactlyInAnyOrder(Problem.of(Problem.Kind.NOT_A_TIME, "--backup-at", "25:00"),
                        Problem.of(Problem.Kind.NOT_A_NUMBER, "--backup-keep", "0"),
                        Problem.of(Problem.Kind.NOT_A_NUMBER, "--backup-warn-days", "-1"));
        assertThat(problems(Map.of(Setting.DATA, data, Setting.BACKUP_TO, data + "/backups"), Map.of()))
                .extracting(Problem::kind).containsExactly(Problem.Kind.BACKUP_INSIDE_DATA);
        assertThat(problems(Map.of(Setting.BACKUP_TO, folder.resolve("b").toString(), Setting.DATABASE,
                "postgresql://u:p@db.example/x"), Map.of()))
                .containsExactly(Problem.of(Problem.Kind.BACKUP_EXTERNAL, "--backup-to", "--database"));
    }

    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void everyProblemIsToldInBothLanguages(Problem.Kind kind) {
        Problem problem = Problem.of(kind, "--first", "second", "third");

        String english = problem.in(Locale.ENGLISH);
        String chinese = problem.in(Locale.SIMPLIFIED_CHINESE);
        assertThat(english).contains("--first").doesNotContain("{").matches("\\p{ASCII}+");
        assertThat(chinese).contains("--first").doesNotContain("{").containsPattern("\\p{IsHan}{2}");
        assertThat(chinese.contains("second")).isEqualTo(english.contains("second"));
        assertThat(chinese.contains("third")).isEqualTo(english.contains("third"));
    }

    private static List<Problem> problems(Map<Setting, String> flags, Map<String, String> environment) {
        return switch (Settings.load(flags, environment)) {
            case SettingsResult.Refused refused -> refused.problems();
            case SettingsResult.Loaded loaded -> throw new AssertionError("loaded " + loaded.settings());
        };
    }

    @Test
    void aFolderIsNoSettingsFile() {
        assertThat(problems(Map.of(Setting.CONFIG, folder.toString()), Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.FILE_UNREADABLE);
            assertThat(problem.in(Locale.SIMPLIFIED_CHINESE)).contains("--config", folder.toString(), "UTF-8");
        });
    }

    @Test
    void tlsPortMustDifferOnceItIsOpen() throws IOException {
        Path file = Files.createFile(folder.resolve("file.pem"));

        assertThat(problems(Map.of(Setting.DICOM_TLS_CERT, file.toString(), Setting.DICOM_TLS_KEY, file.toString(),
                Setting.DICOM_TLS_PORT, "11112"), Map.of()))
                .containsExactly(Problem.of(Problem.Kind.SAME_PORT, "dicom-port", "--dicom-tls-port", "11112"));
    }

    @Test
    void noProblemOfTlsHidesAnother() {
        assertThat(problems(
                Map.of(Setting.DICOM_TLS_PORT, "x", Setting.DICOM_TLS_PROFILE, "y", Setting.DICOM_TLS_KEY, "z"),
                Map.of("LIANZHEN_MEDIA_PORT", "w"))).extracting(Problem::kind).containsExactlyInAnyOrder(
                        Problem.Kind.NOT_A_PORT, Problem.Kind.NOT_A_TLS_PROFILE, Problem.Kind.MISSING_WITH,
                        Problem.Kind.NOT_A_PORT);
    }

    @Test
    void whatTheCommandLineSaysHidesAMistakeOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "http-port = web\n");

        assertThat(Settings.load(Map.of(Setting.CONFIG, file.toString(), Setting.HTTP_PORT, "80"), Map.of()))
                .isInstanceOf(SettingsResult.Loaded.class);
    }
}
