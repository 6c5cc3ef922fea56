package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TlsFiles;

@Timeout(120)
class CertificatesCommandTest {
    @TempDir
    private Path folder;

    private CommandRun run(TestConsole console, Object... arguments) {
        return CommandRun.lianzhen(console, Map.of("LIANZHEN_DATA", folder.resolve("data").toString()),
                Stream.concat(Stream.of("certificates"), Stream.of(arguments)).toArray());
    }

    private CommandRun english(Object... arguments) {
        return run(TestConsole.english(), arguments);
    }

    private X509Certificate authority() throws Exception {
        return TlsFiles.certificates(folder.resolve("data/tls/ca.crt")).getFirst();
    }

    @Test
    void oneCommandMakesTheAuthorityAndAnotherTimeShowsIt() throws Exception {
        CommandRun first = english("ca");
        CommandRun again = english("ca");
        CommandRun chinese = run(TestConsole.chinese(), "ca");

        assertThat(first.exit()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(String.join("\n", first.out())).contains(authority().getSubjectX500Principal().getName(),
                folder.resolve("data/tls/ca.crt").toString(), Certificates.fingerprint(authority()),
                Certificates.end(authority()).toString(), "certutil -addstore Root", "Firefox");
        assertThat(again).isEqualTo(first);
        assertThat(String.join("\n", chinese.out())).contains("证书颁发机构", Certificates.fingerprint(authority()));
    }

    @Test
    void anotherAuthorityIsMadeOnlyWhenItIsSaid() throws Exception {
        english("ca");
        X509Certificate before = authority();

        assertThat(english("ca", "--replace").exit()).isZero();

        assertThat(authority()).isNotEqualTo(before);
    }

    @Test
    void issuesFilesForANode() throws Exception {
        Path out = folder.resolve("out");

        CommandRun run = english("issue", "--name", "TS1PACS", "--name", "10.1.2.3", "--out", out, "--days", "90");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        X509Certificate issued = TlsFiles.certificates(out.resolve("TS1PACS.crt")).getFirst();
        assertThat(Certificates.names(issued)).containsExactlyInAnyOrder("ts1pacs", "10.1.2.3");
        issued.verify(authority().getPublicKey());
        assertThat(TlsFiles.certificates(out.resolve("ca.crt"))).containsExactly(authority());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("TS1PACS.key"))))
                .isEqualTo("rw-------");
        assertThat(String.join("\n", run.out())).contains("CN=TS1PACS", Certificates.fingerprint(issued));
    }

    @Test
    void writesOverNothing() throws Exception {
        Path key = Files.writeString(Files.createDirectories(folder.resolve("out")).resolve("TS1PACS.key"), "kept");

        CommandRun run = english("issue", "--name", "TS1PACS", "--out", key.getParent());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains(key.toString());
        assertThat(key).hasContent("kept");
        assertThat(key.resolveSibling("TS1PACS.crt")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithAnOrder() {
        assertThat(english("issue", "--name", "X", "--out", folder, "--days", "400").err())
                .containsExactly("A certificate holds for 1 to 397 days.");
        assertThat(english("issue", "--name", " ", "--out", folder).err())
                .containsExactly("\" \" cannot be the name in a certificate.");
        assertThat(english("issue", "--out", folder).exit()).isEqualTo(2);
    }

    @Test
    void aNameCannotLeadOutOfTheFolder() {
        Path out = folder.resolve("out");

        assertThat(english("issue", "--name", "../../evil", "--out", out).exit()).isZero();

        assertThat(out.resolve(".._.._evil.crt")).exists();
    }

    @Test
    void renewsTheServersCertificateWithItsNames() throws Exception {
        CommandRun run = english("renew", "--https-names", "pacs.example", "--public-url", "https://lianzhen.example");

        assertThat(run.err()).isEmpty();
        X509Certificate issued = TlsFiles.certificates(folder.resolve("data/tls/server.pem")).getFirst();
        assertThat(Certificates.names(issued)).contains("pacs.example", "lianzhen.example", "localhost", "127.0.0.1");
        assertThat(run.out()).contains("SHA-256: " + Certificates.fingerprint(issued));
    }

    @Test
    void givenCertificatesAreNotOursToRenew() throws Exception {
        KeyFiles given = KeyFiles.make(folder, "EC");
        var environment = Map.of("LIANZHEN_DATA", folder.resolve("data").toString(), "LIANZHEN_HTTPS_CERT",
                given.certificate().toString(), "LIANZHEN_HTTPS_KEY", given.key().toString(),
                "LIANZHEN_DICOM_TLS_PORT", "off");

        CommandRun run = CommandRun.lianzhen(TestConsole.english(), environment, "certificates", "renew");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo(List.of("The certificates of the web and of DICOM are given by settings; "
                + "renew them where they come from."));
    }
}
