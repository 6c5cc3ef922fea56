package org.lianzhen.gateway.app.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;

/** Certificates that we make ourselves. */
@Timeout(120)
class CertificateStoreTest {
    private static final List<String> NAMES = List.of("lianzhen.example", "localhost", "127.0.0.1", "::1");
    private static final Instant BEGIN = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    private Path data;
    private Instant now = BEGIN;

    private CertificateStore store() {
        return CertificateStore.in(data, () -> now);
    }

    private static X509Certificate leaf(TlsMaterial material) {
        return material.chain().getFirst();
    }

    @Test
    void theAuthorityMayIssueToServersAndClientsOnlyForTenYears() throws Exception {
        X509Certificate authority = store().authority().certificate();

        assertThat(authority.getBasicConstraints()).as("no authority below it").isZero();
        assertThat(authority.getKeyUsage()).containsExactly(false, false, false, false, false, true, true, false,
                false);
        assertThat(authority.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(authority.getNotAfter().toInstant()).isEqualTo(Instant.parse("2036-12-01T00:00:00Z"));
        assertThat(authority.getSubjectX500Principal().getName()).matches("CN=Lianzhen CA [0-9A-F]{8}");
    }

    @Test
    void theServersCertificateSatisfiesBrowsers() throws Exception {
        TlsMaterial material = store().server(NAMES);
        X509Certificate leaf = leaf(material);

        assertThat(Certificates.names(leaf)).isEqualTo(Set.of("lianzhen.example", "localhost", "127.0.0.1",
                "0:0:0:0:0:0:0:1"));
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=lianzhen.example");
        assertThat(Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(398));
        assertThat(leaf.getNotBefore()).isBefore(Date.from(now));
        assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withRSA");
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(store().authority().certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        assertThat(CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters))
                .isNotNull();
    }

    @Test
    void nobodyElseMayReadTheFiles() throws Exception {
        store().server(NAMES);

        Path folder = data.resolve("tls");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).map(Path::getFileName).map(Path::toString)
                    .containsExactlyInAnyOrder("ca.pem", "ca.crt", "server.pem");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).allSatisfy(file -> assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
        }
        assertThat(Files.readString(folder.resolve("ca.crt"))).contains("CERTIFICATE").doesNotContain("KEY");
    }

    @Test
    void whatIsThereIsUsedAgain() throws Exception {
        TlsMaterial first = store().server(NAMES);

        assertThat(store().server(NAMES)).isEqualTo(first);
        assertThat(store().server(NAMES.subList(1, 3))).as("with fewer names").isEqualTo(first);
    }

    @Test
    void aNewNameMakesANewCertificateOfTheSameAuthority() throws Exception {
        TlsMaterial first = store().server(NAMES);

        TlsMaterial second = store().server(List.of("lianzhen.example", "10.1.2.3"));

        assertThat(second).isNotEqualTo(first);
        assertThat(second.trusted()).isEqualTo(first.trusted());
        assertThat(Certificates.names(leaf(second))).contains("10.1.2.3");
        assertThat(store().server(List.of("lianzhen.example", "10.1.2.3"))).isEqualTo(second);
    }

    @Test
    void itIsRenewedThirtyDaysBeforeItsEndAndNotEarlier() throws Exception {
        TlsMaterial first = store().server(NAMES);
        Instant end = Certificates.end(leaf(first));

        now = end.minus(CertificateStore.RENEWAL).minusSeconds(1);
        assertThat(store().server(NAMES)).isEqualTo(first);
        now = end.minus(CertificateStore.RENEWAL);
        TlsMaterial second = store().server(NAMES);

        assertThat(second).isNotEqualTo(first);
        assertThat(Certificates.end(leaf(second))).isAfter(end.plus(Duration.ofDays(300)));
    }

    @Test
    void nearTheEndOfTheAuthorityItIsNotRenewedForever() throws Exception {
        Instant last = Certificates.end(store().authority().certificate());
        now = last.minus(Duration.ofDays(20));

        TlsMaterial first = store().server(NAMES);

        assertThat(Certificates.end(leaf(first))).isEqualTo(last);
        assertThat(store().server(NAMES)).isEqualTo(first);
    }

    @Test
    void aServersFileThatCannotBeReadIsReplaced() throws Exception {
        store().server(NAMES);
        Files.writeString(data.resolve("tls/server.pem"), "half of");

        TlsMaterial again = store().server(NAMES);

        assertThat(store().server(NAMES)).isEqualTo(again);
    }

    @Test
    void anAuthorityThatCannotBeReadIsNeverReplacedByItself() throws Exception {
        store().server(NAMES);
        Path file = data.resolve("tls/ca.pem");
        Files.writeString(file, "half of");

        assertThatThrownBy(() -> store().server(NAMES)).isInstanceOfSatisfying(TlsFileException.class,
                fault -> assertThat(fault.reason()).isEqualTo(Reason.NO_KEY));
        assertThat(file).hasContent("half of");
    }

    @Test
    void anotherAuthorityIssuesTheServersCertificateAnew() throws Exception {
        TlsMaterial first = store().server(NAMES);

        Authority other = store().replaceAuthority();

        TlsMaterial second = store().server(NAMES);
        assertThat(second.trusted()).containsExactly(other.certificate()).isNotEqualTo(first.trusted());
        leaf(second).verify(other.certificate().getPublicKey());
        assertThat(TlsFiles.certificates(store().authorityFile())).containsExactly(other.certificate());
    }

    @Test
    void theCertificateToGiveAwayComesBack() throws Exception {
        Authority authority = store().authority();
        Files.delete(store().authorityFile());

        store().authority();

        assertThat(TlsFiles.certificates(store().authorityFile())).containsExactly(authority.certificate());
    }

    @Test
    void manyWhoBeginAtOnceHaveOneAuthority() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<X509Certificate>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                work.add(() -> store().authority().certificate());
            }
            Set<X509Certificate> made = new java.util.HashSet<>();
            for (Future<X509Certificate> one : threads.invokeAll(work)) {
                made.add(one.get());
            }
            assertThat(made).hasSize(1);
        }
        try (Stream<Path> files = Files.list(data.resolve("tls"))) {
            assertThat(files).as("nothing half written is left").hasSize(2);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Files.writeString(data.resolve("tls"), "a file");

        assertThatThrownBy(() -> store().authority()).isInstanceOfSatisfying(TlsFileException.class,
                fault -> assertThat(fault.reason()).isEqualTo(Reason.UNWRITABLE));
    }

    @Test
    void namesThatAreNoHostsStandInTheSubjectOnly() throws Exception {
        X509Certificate leaf = leaf(
                store().authority().issue(new CertificateOrder(List.of("CT_ROOM 1", "10.1.2.3"), now, 100)));

        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=CT_ROOM 1");
        assertThat(Certificates.names(leaf)).containsExactly("10.1.2.3");
        assertThat(Certificates.daysLeft(leaf, now)).isEqualTo(99);
        assertThat(Certificates.daysLeft(leaf, now.plus(Duration.ofDays(100)))).isEqualTo(-1);
    }
}
