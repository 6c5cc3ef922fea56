package org.lianzhen.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, String> NOTHING = Map.of();
    private static final ServerIdentity OWN = new ServerIdentity.Own(List.of());
    private static final WebSettings.Https OWN_HTTPS = new WebSettings.Https(8443, OWN);
    private static final DicomTlsSettings OWN_TLS = new DicomTlsSettings(2762, OWN, null, ClientProof.REQUIRED,
            TlsProfileName.BCP195);

    @TempDir
    Path folder;

    @Test
    void defaultsAreThoseOfTheHousePlan() {
        Settings settings = load(Map.of(), NOTHING);

        assertThat(settings.demo()).isFalse();
        assertThat(settings.data()).isAbsolute().hasFileName("lianzhen-data");
        assertThat(settings.bind()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(settings.minFreeSpace()).isEqualTo(5_000_000_000L);
        assertThat(settings.web().httpPort()).isEqualTo(8080);
        assertThat(settings.mediaPort()).isEqualTo(10000);
        assertThat(settings.dicom()).isEqualTo(new DicomSettings(11112, List.of("LIANZHEN"), OWN_TLS));
        assertThat(settings.web().https()).isEqualTo(OWN_HTTPS);
    }

    @Test
    void everySettingCanBeGivenOnTheCommandLine() {
        Settings settings = load(Map.of(Setting.DEMO, "true", Setting.DATA, folder.toString(), Setting.BIND, "::1",
                Setting.HTTP_PORT, "1", Setting.DICOM_PORT, "2", Setting.MEDIA_PORT, "3",
                Setting.DICOM_AE_TITLES, "LIANZHEN, URGENT", Setting.MIN_FREE_SPACE, "20GB"), NOTHING);

        assertThat(settings).isEqualTo(new Settings(true, folder, null, null, null, 20_000_000_000L,
                InetAddress.ofLiteral("::1"), new WebSettings(1, OWN_HTTPS, null), 3,
                new DicomSettings(2, List.of("LIANZHEN", "URGENT"), OWN_TLS), null,
                new BackupSettings(null, LocalTime.of(2, 30), 7, 2, List.of()), Hl7Settings.OFF));
    }

    @Test
    void commandLineGoesBeforeEnvironmentBeforeFileBeforeDefault() throws IOException {
        Path file = write("""
                http-port = 1
                dicom-port = 1
                media-port = 4
                """);
        Settings settings = load(Map.of(Setting.HTTP_PORT, "3", Setting.CONFIG, file.toString()),
                Map.of("LIANZHEN_HTTP_PORT", "2", "LIANZHEN_DICOM_PORT", "2"));

        assertThat(settings.web().httpPort()).isEqualTo(3);
        assertThat(settings.dicom().port()).isEqualTo(2);
        assertThat(settings.mediaPort()).isEqualTo(4);
        assertThat(settings.dicom().aeTitles()).containsExactly("LIANZHEN");
    }

    @Test
    void environmentCanNameTheFile() throws IOException {
        Path file = write("dicom-ae-titles = TS1, TS2\n");

        assertThat(load(Map.of(), Map.of("LIANZHEN_CONFIG", file.toString())).dicom().aeTitles())
                .containsExactly("TS1", "TS2");
    }

    @Test
    void fileIsUtf8AndItsRelativePathsStartAtItsFolder() throws IOException {
        Path file = write("# 数据\ndata = 影像数据\n");

        assertThat(load(Map.of(Setting.CONFIG, file.toString()), NOTHING).data())
                .isEqualTo(folder.toAbsolutePath().resolve("影像数据"));
    }

    @Test
    void emptyVariablesSayNothingAndForeignOnesAreLeftAlone() {
        Settings settings = load(Map.of(), Map.of("LIANZHEN_HTTP_PORT", "", "LIANZHEN_CONFIG", " ",
                "LIANZHEN_SERVICE_HOST", "10.0.0.1", "LIANZHEN_JAVA_OPTS", "-Xmx1g"));

        assertThat(settings.minFreeSpace()).isEqualTo(5_000_000_000L);
        assertThat(settings.web().httpPort()).isEqualTo(8080);
    }

    @Test
    void localhostNeedsNoNameServer() {
        assertThat(load(Map.of(Setting.BIND, "localhost", Setting.DEMO, "yes"), NOTHING).bind().isLoopbackAddress())
                .isTrue();
    }

    @Test
    void givenCertificatesGoBeforeOurOwn() throws IOException {
        Path certificate = write("certificate");
        Path key = write("key");
        Path issuers = write("issuers");
        Settings settings = load(Map.of(Setting.DICOM_TLS_CERT, certificate.toString(), Setting.DICOM_TLS_KEY,
                key.toString(), Setting.DICOM_TLS_CLIENT_CA, issuers.toString(), Setting.DICOM_TLS_PROFILE,
                "bcp195-extended"), NOTHING);

        assertThat(settings.dicom().tls())
                .isEqualTo(new DicomTlsSettings(2762, new ServerIdentity.Given(certificate, key), issuers,
                        ClientProof.REQUIRED, TlsProfileName.BCP195_EXTENDED));
    }

    @Test
    void withAGivenCertificateClientsNeedNoneUnlessTheirIssuersAreGiven() throws IOException {
        Settings settings = load(Map.of(Setting.DICOM_TLS_CERT, write("certificate").toString(),
                Setting.DICOM_TLS_KEY, write("key").toString(), Setting.DICOM_TLS_PORT, "0"), NOTHING);

        assertThat(settings.dicom().tls()).isNotNull().satisfies(tls -> {
            assertThat(tls.clientCa()).isNull();
            assertThat(tls.clients()).isEqualTo(ClientProof.NONE);
            assertThat(tls.port()).isZero();
            assertThat(tls.profile()).isEqualTo(TlsProfileName.BCP195);
        });
    }

    @Test
    void portsWithTlsCanBeOff() {
        Settings settings = load(Map.of(Setting.HTTPS_PORT, "off", Setting.DICOM_TLS_PORT, "off"), NOTHING);

        assertThat(settings.web().https()).isNull();
        assertThat(settings.dicom().tls()).isNull();
    }

    @Test
    void ourOwnCertificateCarriesWhatClientsCallUs() {
        Settings settings = load(Map.of(Setting.HTTPS_NAMES, "pacs.xx1.example, 10.1.2.3,", Setting.PUBLIC_URL,
                "https://lianzhen.example:8443/"), NOTHING);

        var names = new ServerIdentity.Own(List.of("pacs.xx1.example", "10.1.2.3", "lianzhen.example"));
        assertThat(settings.web()).isEqualTo(
                new WebSettings(8080, new WebSettings.Https(8443, names), "https://lianzhen.example:8443"));
        assertThat(settings.dicom().tls()).isNotNull().satisfies(tls -> assertThat(tls.identity()).isEqualTo(names));
    }

    @Test
    void whoCallsOverTlsShowsWhatIsSaid() throws IOException {
        for (ClientProof proof : ClientProof.values()) {
            Map<Setting, String> own = Map.of(Setting.DICOM_TLS_CLIENTS, proof.text());
            Map<Setting, String> given = Map.of(Setting.DICOM_TLS_CERT, write("certificate").toString(),
                    Setting.DICOM_TLS_KEY, write("key").toString(), Setting.DICOM_TLS_CLIENTS, proof.text());

            assertThat(List.of(own, given)).allSatisfy(flags -> assertThat(load(flags, NOTHING).dicom().tls())
                    .isNotNull().satisfies(tls -> assertThat(tls.clients()).isEqualTo(proof)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080" })
    void onThisMachineLinksMayGoWithoutTls(String url) {
        assertThat(load(Map.of(Setting.PUBLIC_URL, url), NOTHING).web().publicUrl()).isEqualTo(url);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "file", ".txt"), content);
    }

    private static Settings load(Map<Setting, String> flags, Map<String, String> environment) {
        SettingsResult result = Settings.load(flags, environment);
        assertThat(result).isInstanceOf(SettingsResult.Loaded.class);
        return assertThat(result).asInstanceOf(type(SettingsResult.Loaded.class)).actual().settings();
    }

    @Test
    void byteOrderMarkOfWindowsEditorsIsNoPartOfAName() throws IOException {
        Path file = write("\uFEFFhttp-port = 1\r\ndicom-port = 2\r\n");

        Settings settings = load(Map.of(Setting.CONFIG, file.toString()), NOTHING);

        assertThat(settings.web().httpPort()).isEqualTo(1);
        assertThat(settings.dicom().port()).isEqualTo(2);
    }

    @Test
    void emptyFilesSayNothing() throws IOException {
        for (String content : new String[]{ "", "\uFEFF", "# 说明\n\n" }) {
            Path file = write(content);
            Settings settings = load(Map.of(Setting.CONFIG, file.toString()), NOTHING);
            assertThat(settings).usingRecursiveComparison().ignoringFields("backup.files")
                    .isEqualTo(load(Map.of(), NOTHING));
            assertThat(settings.backup().files()).as("belongs into backups").containsExactly(file);
        }
    }

    @Test
    void backupsHaveSettings() {
        Settings settings = load(Map.of(Setting.BACKUP_TO, folder.resolve("b").toString(), Setting.BACKUP_AT, "23:05",
                Setting.BACKUP_KEEP, "3", Setting.BACKUP_WARN_DAYS, "0"), NOTHING);

        assertThat(settings.backup())
                .isEqualTo(new BackupSettings(folder.resolve("b"), LocalTime.of(23, 5), 3, 0, List.of()));
    }

    @Test
    void tlsFilesOfASettingsFileStandBesideIt() throws IOException {
        Files.writeString(folder.resolve("our.crt"), "certificate");
        Files.writeString(folder.resolve("our.key"), "key");
        Path file = write("dicom-tls-cert = our.crt\ndicom-tls-key = ./keys/../our.key\n");
        Files.createDirectory(folder.resolve("keys"));

        assertThat(load(Map.of(Setting.CONFIG, file.toString()), NOTHING).dicom().tls()).isNotNull().satisfies(tls -> {
            assertThat(tls.identity()).isEqualTo(
                    new ServerIdentity.Given(folder.resolve("our.crt"), folder.resolve("our.key")));
        });
    }

    @Test
    void blanksAroundValuesDoNotCount() throws IOException {
        Path file = write("bind =   127.0.0.2  \n");

        Settings settings = load(Map.of(Setting.CONFIG, " " + file + " ", Setting.HTTP_PORT, " 81 "), NOTHING);

        assertThat(settings.bind()).isEqualTo(InetAddress.ofLiteral("127.0.0.2"));
        assertThat(settings.web().httpPort()).isEqualTo(81);
    }

    @ParameterizedTest
    @CsvSource({ "true,true", "yes,true", "on,true", "1,true", "false,false", "no,false", "off,false", "0,false" })
    void switchesAreWrittenInManyWays(String text, boolean expected) {
        assertThat(load(Map.of(), Map.of("LIANZHEN_DEMO", text)).demo()).isEqualTo(expected);
    }

    @Test
    void freePortsDoNotCollide() throws IOException {
        Settings settings = load(Map.of(Setting.HTTP_PORT, "0", Setting.DICOM_PORT, "0", Setting.DICOM_TLS_PORT, "0",
                Setting.DICOM_TLS_CERT, write("certificate").toString(), Setting.DICOM_TLS_KEY,
                write("key").toString()),
                NOTHING);

        assertThat(settings.dicom().tls()).isNotNull();
    }

    @Test
    void messagesAreTakenOnlyWhereSomebodySaysSo() {
        assertThat(load(Map.of(), NOTHING).hl7()).isEqualTo(Hl7Settings.OFF);
        assertThat(load(Map.of(Setting.HL7_PORT, "2575", Setting.HL7_TLS_PORT, "0"), NOTHING).hl7())
                .isEqualTo(new Hl7Settings(2575, 0));
    }

    @Test
    void mediaMayShareANumberWithTcp() {
        assertThat(load(Map.of(Setting.MEDIA_PORT, "8080"), NOTHING).mediaPort()).isEqualTo(8080);
    }
}
