package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.net.Authenticator.Verdict;
import org.lianzhen.dicom.net.TlsContext.ClientCertificate;
import org.lianzhen.dicom.pdu.Octets;
import org.lianzhen.dicom.pdu.UserIdentityRq;

/** DCMTK's clients talk to our server. Skipped where DCMTK is not installed. */
class DcmtkScuIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private String output = "";

    /** Runs a tool against our server and returns its exit code. */
    private int run(TestServer server, String tool, String... arguments) throws IOException, InterruptedException {
        String port = Integer.toString(server.address().getPort());
        var command = new ArrayList<>(List.of(tool, "-aet", "DCMTK", "-aec", TestServer.AE_TITLE));
        Stream.of(arguments).filter(argument -> !argument.endsWith(".dcm")).forEach(command::add);
        command.addAll(List.of("127.0.0.1", port));
        Stream.of(arguments).filter(argument -> argument.endsWith(".dcm")).forEach(command::add);
        return run(command);
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, command.getFirst())));
        assumeThat(installed).as("DCMTK is installed").isTrue();
        Path log = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE)).as("%s ends", command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        output = Files.readString(log, StandardCharsets.ISO_8859_1);
        return process.exitValue();
    }

    /** A CT image with this many bytes of pixels. */
    private Path image(int pixels) throws IOException, InterruptedException {
        Path raw = Files.write(folder.resolve("pixels"), RawPdus.pattern(pixels));
        Path dump = Files.writeString(folder.resolve("image.txt"), """
                (0008,0016) UI [1.2.840.10008.5.1.4.1.1.2]
                (0008,0018) UI [1.2.3.4.5]
                (0010,0010) PN [Zhang^San]
                (0028,0010) US 1
                (0028,0011) US 1
                (7fe0,0010) OB =%s
                """.formatted(raw));
        Path image = folder.resolve("image.dcm");
        assertThat(run(List.of("dump2dcm", "+te", dump.toString(), image.toString()))).as(output).isZero();
        return image;
    }

    @Test
    void echoscuIsAnsweredAndReleased() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(run(server, "echoscu", "-v", "--repeat", "5")).as(output).isZero();
            assertThat(server.service().await("ended")).contains("released by the peer");
            assertThat(server.service().all("request C-ECHO-RQ")).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "38" })
    void echoscuMayProposeManySyntaxes(String count) throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(run(server, "echoscu", "--propose-ts", count)).as(output).isZero();
        }
    }

    @Test
    void echoscuMayProposeManyContexts() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(run(server, "echoscu", "--propose-pc", "128")).as(output).isZero();
            server.service().await("established");
            assertThat(server.service().association().terms().contexts()).hasSize(128);
        }
    }

    @Test
    void echoscuSeesWhyItIsRejected() throws Exception {
        try (TestServer server = TestServer.start()) {
            String port = Integer.toString(server.address().getPort());
            assertThat(run(List.of("echoscu", "-v", "-aec", "OTHER", "127.0.0.1", port))).isNotZero();
            assertThat(output).contains("Called AE Title Not Recognized");
        }
    }

    @Test
    void anAbortOfEchoscuIsUnderstood() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(run(server, "echoscu", "--abort")).as(output).isZero();
            assertThat(server.service().await("ended")).contains("aborted by the peer");
        }
    }

    @Test
    void termscuCannotStopUs() throws Exception {
        try (TestServer server = TestServer.start()) {
            run(server, "termscu");
            assertThat(server.service().all("request")).isEmpty();
            assertThat(run(server, "echoscu")).as(output).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({ "1000, 16384", "600000, 16384", "600000, 4096", "600000, 131072" })
    void storescuSendsAnImage(int pixels, String pduLength) throws Exception {
        String file = image(pixels).toString();
        try (TestServer server = TestServer.start()) {
            assertThat(run(server, "storescu", "-v", "-R", "--max-send-pdu", pduLength, file)).as(output).isZero();
            assertThat(server.service().await("data set"))
                    .isEqualTo("data set 1: " + server.service().dataSet(1).length);
            assertThat(server.service().dataSet(1)).hasSizeBetween(pixels, pixels + 300);
            server.service().await("ended: released by the peer");
        }
    }

    @Test
    void storescuSendsManyImagesOnOneAssociation() throws Exception {
        String file = image(100_000).toString();
        String other = Files.copy(Path.of(file), folder.resolve("other.dcm")).toString();
        try (TestServer server = TestServer.start()) {
            assertThat(run(server, "storescu", "-R", file, other, file)).as(output).isZero();
            server.service().await("ended: released by the peer");
            assertThat(server.service().all("data set")).hasSize(3);
        }
    }

    @Test
    void identitiesOfStorescuAreChecked() throws Exception {
        String file = image(100).toString();
        Authenticator authenticator = (request, identity) -> CompletableFuture.completedStage(
                identity.type() == UserIdentityRq.USERNAME_AND_PASSCODE
                        && identity.secondaryField().toText(StandardCharsets.UTF_8).equals("secret")
                                ? new Verdict.Accepted(identity.primaryField().toText(StandardCharsets.UTF_8),
                                        Octets.EMPTY)
                                : new Verdict.Denied("wrong passcode"));
        try (TestServer server = TestServer.start(options -> options.with(authenticator))) {
            assertThat(run(server, "storescu", "-R", "-usr", "li", "-pwd", "secret", "-rsp", file)).as(output).isZero();
            server.service().await("established");
            assertThat(server.service().association().terms().peerIdentity()).isEqualTo("li");
            assertThat(run(server, "storescu", "-R", "-usr", "li", "-pwd", "guess", "-rsp", file)).isNotZero();
        }
    }

    @ParameterizedTest
    @CsvSource({ "BCP_195_RFC_8996_9325, +px", "BCP_195_RFC_8996_9325, +py", "BCP_195_RFC_8996_9325, +pz",
            "NON_DOWNGRADING_BCP_195, +py", "EXTENDED_BCP_195, +pz", "MODIFIED_BCP_195_RFC_8996_9325, +py" })
    void echoscuTalksMutualTls(TlsProfile profile, String theirs) throws Exception {
        var authority = new TestCertificates("County CA", TestCertificates.Kind.RSA);
        TlsMaterial scu = authority.issue("scu");
        TlsContext context = TlsContext.server(profile, authority.issue("scp"), ClientCertificate.REQUIRED);
        String key = TestCertificates.writePem(folder.resolve("key.pem"), scu.key()).toString();
        String certificate = TestCertificates.writePem(folder.resolve("cert.pem"), scu.chain().getFirst()).toString();
        String issuer = TestCertificates.writePem(folder.resolve("ca.pem"), authority.authority()).toString();
        try (TestServer server = TestServer.start(options -> options.withTls(() -> context))) {
            assertThat(run(server, "echoscu", "-d", theirs, "+tls", key, certificate, "+cf", issuer)).as(output)
                    .isZero();
            server.service().await("ended: released by the peer");
        }
    }
}
