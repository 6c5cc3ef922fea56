package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of the time, and how their secrets are kept. */
class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** Appendix B of RFC 6238, whose codes have eight digits; ours are the last six of them. */
    @ParameterizedTest
    @CsvSource({ "59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924",
            "2000000000, 279037", "20000000000, 353130" })
    void codesAreThoseOfTheStandard(long seconds, String code) {
        Instant now = Instant.ofEpochSecond(seconds);
        assertThat(Totp.code(SECRET, Totp.step(now))).isEqualTo(code);
        assertThat(Totp.stepOf(SECRET, code, now.plusSeconds(30))).hasValue(Totp.step(now));
        assertThat(Totp.stepOf(SECRET, code, now.minusSeconds(30))).hasValue(Totp.step(now));
        assertThat(Totp.stepOf(SECRET, code, now.plusSeconds(60))).isEmpty();
        assertThat(Totp.stepOf(SECRET, code, now.minusSeconds(60))).isEmpty();
    }

    /** Section 10 of RFC 4648, without the padding. */
    @ParameterizedTest
    @CsvSource({ "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI" })
    void secretsAreToldInBase32(String text, String base32) {
        assertThat(Base32.of(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
    }

    @Test
    void aSecretOpensWithTheKeyAndTheNameThatItWasSealedWithOnly(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys/access.key");
        String sealed = SecretBox.of(file).seal(SECRET, "doctor");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(folder.resolve("keys")).isDirectoryContaining(one -> one.equals(file));
        SecretBox again = SecretBox.of(file);
        assertThat(again.open(sealed, "doctor")).isEqualTo(SECRET);
        assertThat(again.seal(SECRET, "doctor")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> again.open(sealed, "other")).isInstanceOf(AccessUnavailableException.class);
        SecretBox other = SecretBox.of(folder.resolve("other.key"));
        assertThatThrownBy(() -> other.open(sealed, "doctor")).isInstanceOf(AccessUnavailableException.class);
        Files.writeString(file, "short");
        assertThatThrownBy(() -> SecretBox.of(file)).isInstanceOf(IOException.class).hasMessageContaining("access.key");
    }

    @ParameterizedTest
    @CsvSource({ "EXACT, 10.0.0.1, 10.0.0.1, true", "EXACT, 10.0.0.1, 10.0.0.2, false",
            "NETWORK, 10.0.0.1, 10.0.0.2, true", "NETWORK, 10.0.0.1, 10.0.1.1, false",
            "NETWORK, 2001:db8::1, 2001:db8::ffff, true", "NETWORK, 2001:db8::1, 2001:db8:0:1::1, false",
            "NETWORK, 10.0.0.1, 2001:db8::1, false", "NETWORK, no address, 10.0.0.1, false",
            "OFF, 10.0.0.1, 8.8.8.8, true" })
    void sessionsBelongToAddresses(AddressBinding binding, String opened, String now, boolean allowed) {
        assertThat(binding.allows(opened, now)).isEqualTo(allowed);
    }
}
