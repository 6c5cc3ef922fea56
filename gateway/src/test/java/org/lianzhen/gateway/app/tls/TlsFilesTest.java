package org.lianzhen.gateway.app.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;
import org.lianzhen.gateway.config.ClientProof;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.TlsProfileName;

class TlsFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "RSA", "EC" })
    void readsKeysAndCertificates(String algorithm) throws Exception {
        KeyFiles files = KeyFiles.make(folder, algorithm);
        assertThat(PemFiles.key(files.key()).getAlgorithm()).isEqualTo(algorithm);
        assertThat(PemFiles.certificates(files.certificate())).hasSize(1);
    }

    @Test
    void readsRsaKeysAsOlderToolsWriteThem() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "RSA");
        byte[] pkcs8 = PemFiles.key(files.key()).getEncoded();
        byte[] pkcs1 = java.util.Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        Path old = Files.writeString(folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pkcs1) + "\n-----END RSA PRIVATE KEY-----\n");
        assertThat(PemFiles.key(old)).isEqualTo(PemFiles.key(files.key()));
    }

    @ParameterizedTest
    @EnumSource
    void everyProfileCanBeServedAndUsed(TlsProfileName profile) throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        assertThat(TestTls.server(server(files.certificate(), files.key(), files.certificate(), profile)).profile()
                .name()).contains("BCP_195");
        assertThat(TlsFiles.client(new ClientTlsFiles(null, null, files.certificate(), profile, true)).profile().name())
                .contains("BCP_195");
    }

    @ParameterizedTest
    @CsvSource({ "PRIVATE KEY,BROKEN_KEY", "RSA PRIVATE KEY,BROKEN_KEY", "ENCRYPTED PRIVATE KEY,ENCRYPTED_KEY",
            "EC PRIVATE KEY,OTHER_KEY_FORMAT", "CERTIFICATE,NO_KEY" })
    void saysWhatIsWrongWithAKey(String label, Reason reason) throws Exception {
        Path file = Files.writeString(folder.resolve("our.key"),
                "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----");
        assertThatThrownBy(() -> PemFiles.key(file)).isInstanceOfSatisfying(TlsFileException.class, fault -> {
            assertThat(fault.reason()).isEqualTo(reason);
            assertThat(fault.in(Language.CHINESE)).contains("our.key");
        });
    }

    @Test
    void saysWhichFileHoldsNoCertificate() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.crt"));
        assertThat(reason(() -> PemFiles.certificates(empty))).isEqualTo(Reason.NO_CERTIFICATE);
        assertThat(reason(() -> PemFiles.certificates(folder.resolve("missing.crt")))).isEqualTo(Reason.UNREADABLE);
        assertThat(reason(() -> PemFiles.key(folder.resolve("missing.key")))).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void refusesACertificateWithAnotherKey() throws Exception {
        KeyFiles rsa = KeyFiles.make(folder, "RSA");
        KeyFiles ec = KeyFiles.make(folder, "EC");
        KeyFiles otherEc = KeyFiles.make(Files.createDirectory(folder.resolve("other")), "EC");
        for (Path key : new Path[]{ rsa.key(), otherEc.key() }) {
            assertThat(reason(() -> TestTls.server(server(ec.certificate(), key, null, TlsProfileName.BCP195))))
                    .isEqualTo(Reason.UNUSABLE);
        }
    }

    private static DicomTlsSettings server(Path certificate, Path key, @Nullable Path clientCa,
            TlsProfileName profile) {
        return new DicomTlsSettings(0, new ServerIdentity.Given(certificate, key), clientCa,
                clientCa == null ? ClientProof.NONE : ClientProof.REQUIRED, profile);
    }

    private static @Nullable Reason reason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowable(call) instanceof TlsFileException fault
                ? fault.reason() : null;
    }

    @Test
    void clientsFindOutBeforeTheyConnectThatKeyAndCertificateDiffer() throws Exception {
        KeyFiles one = KeyFiles.make(folder, "EC");
        KeyFiles other = KeyFiles.make(Files.createDirectory(folder.resolve("other")), "EC");

        assertThat(reason(() -> TlsFiles.client(new ClientTlsFiles(one.certificate(), other.key(), null,
                TlsProfileName.BCP195, true)))).isEqualTo(Reason.UNUSABLE);
    }

    @Test
    void readsAChainInTheOrderOfTheFileWithRemarksBetween() throws Exception {
        KeyFiles first = KeyFiles.make(folder, "EC");
        KeyFiles second = KeyFiles.make(folder, "RSA");
        Path chain = Files.writeString(folder.resolve("chain.pem"), "subject=CN = first\n"
                + Files.readString(first.certificate()) + "\nsubject=CN = second\n"
                + Files.readString(second.certificate()));

        assertThat(PemFiles.certificates(chain)).containsExactly(PemFiles.certificates(first.certificate()).getFirst(),
                PemFiles.certificates(second.certificate()).getFirst());
        assertThat(TestTls.server(server(chain, first.key(), null, TlsProfileName.BCP195))).isNotNull();
    }

    @Test
    void keyAndCertificateMayShareAFile() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "RSA");
        Path both = Files.writeString(folder.resolve("both.pem"), "Bag Attributes\r\n"
                + Files.readString(files.key()).replace("\n", "\r\n") + Files.readString(files.certificate()));

        assertThat(TestTls.server(server(files.certificate(), both, null, TlsProfileName.BCP195))).isNotNull();
    }

    @Test
    void readsEdwardsCurves() throws Exception {
        assertThat(PemFiles.key(KeyFiles.make(folder, "Ed25519").key()).getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void binaryFilesAreNoPem() throws Exception {
        KeyFiles files = KeyFiles.make(folder, "EC");
        Path noise = Files.write(folder.resolve("noise"), new byte[]{ 0x30, (byte) 0x82, 1, 2, 3, (byte) 0xFF });

        assertThat(reason(() -> PemFiles.certificates(noise))).isEqualTo(Reason.NO_CERTIFICATE);
        assertThat(reason(() -> PemFiles.key(noise))).isEqualTo(Reason.NO_KEY);
        assertThat(
                reason(() -> TestTls.server(server(files.certificate(), files.key(), noise, TlsProfileName.BCP195))))
                .isEqualTo(Reason.NO_CERTIFICATE);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsToldInBothLanguagesWithTheFile(Reason reason) {
        var fault = new TlsFileException(Path.of("our.key"), reason, new NoSuchFileException("our.key"));

        assertThat(fault.in(Language.ENGLISH)).matches("\\p{ASCII}+").contains("our.key").doesNotContain("{");
        assertThat(fault.in(Language.CHINESE)).contains("our.key").containsPattern("\\p{IsHan}{2}").doesNotContain("{");
    }

    @Test
    void missingFilesAreCalledMissing() {
        Path missing = folder.resolve("missing.key");

        assertThatThrownBy(() -> PemFiles.key(missing)).isInstanceOfSatisfying(TlsFileException.class, fault -> {
            assertThat(fault.in(Language.ENGLISH)).contains("there is no such file");
            assertThat(fault.in(Language.CHINESE)).contains("没有这个文件");
        });
    }
}
