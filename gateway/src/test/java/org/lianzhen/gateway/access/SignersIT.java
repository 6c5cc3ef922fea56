package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.access.PostgresSealedStore;
import org.lianzhen.gateway.postgres.access.PostgresSignerKeyStore;

class SignersIT {
    private static final Caller DOCTOR = new Caller("doctor", "CH1", Set.of(Role.RADIOLOGIST), "127.0.0.1");
    private static final byte[] CONTENT = "右肺上叶结节 𠀀".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private TestPostgres database;
    private Signers signers;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        for (String name : new String[]{ "doctor", "other" }) {
            database.rows("""
                    insert into account (name, unit, display_name, roles, state, password_hash, must_change, kind)
                    values ('%s', 'CH1', '某人', array['RADIOLOGIST'], 'ACTIVE', 'x', false, 'PERSON')"""
                    .formatted(name));
        }
        signers = new Signers(new PostgresSignerKeyStore(database.pool()), SecretBox.of(folder.resolve("access.key")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Signature sign(Caller caller, Signature.Algorithm algorithm) {
        return Await.result(signers.sign(caller, algorithm, CONTENT));
    }

    @ParameterizedTest
    @EnumSource
    void provesThisContentAndNoOther(Signature.Algorithm algorithm) {
        Signature signature = sign(DOCTOR, algorithm);
        assertThat(signature.proves(CONTENT)).isTrue();
        byte[] other = CONTENT.clone();
        other[3] ^= 1;
        assertThat(signature.proves(other)).isFalse();
        assertThat(new Signature(algorithm, signature.publicKey(), "AAAA").proves(CONTENT)).isFalse();
        assertThat(new Signature(algorithm, "no key", signature.value()).proves(CONTENT)).isFalse();
    }

    /** OpenSSL knows nothing of us: the public key, the text and the signature are enough. */
    @ParameterizedTest
    @EnumSource
    void isProvedByOpenSsl(Signature.Algorithm algorithm) throws Exception {
        Signature signature = sign(DOCTOR, algorithm);
        assertThat(openssl(algorithm, signature, CONTENT)).contains("success", "Signature Verified");
        assertThat(openssl(algorithm, signature, "other".getBytes(StandardCharsets.UTF_8))).contains("ailure");
    }

    private String openssl(Signature.Algorithm algorithm, Signature signature, byte[] content) throws Exception {
        Path key = Files.write(folder.resolve("key.der"), Base64.getDecoder().decode(signature.publicKey()));
        Path value = Files.write(folder.resolve("signature"), Base64.getDecoder().decode(signature.value()));
        Path text = Files.write(folder.resolve("content"), content);
        var command = new ProcessBuilder("openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey",
                key.toString(), "-sigfile", value.toString(), "-rawin", "-digest",
                algorithm == Signature.Algorithm.SM2 ? "sm3" : "sha256", "-in", text.toString());
        if (algorithm == Signature.Algorithm.SM2) {
            // the identity that GB/T 32918 takes when nobody names another
            command.command().addAll(List.of("-pkeyopt", "distid:1234567812345678"));
        }
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said + (process.exitValue() == 0 ? " success" : "");
    }

    @Test
    void everybodyHasOneKeyOfTheirOwnAndItsMakingIsOnRecord() {
        Signature first = sign(DOCTOR, Signature.Algorithm.ECDSA);
        assertThat(sign(DOCTOR, Signature.Algorithm.ECDSA).publicKey()).isEqualTo(first.publicKey());
        Caller other = new Caller("other", "CH1", Set.of(Role.RADIOLOGIST), "127.0.0.1");
        assertThat(sign(other, Signature.Algorithm.ECDSA).publicKey()).isNotEqualTo(first.publicKey());
        assertThat(database.rows("select actor from audit_event where action = 'KEY_CHANGE' order by id").stream()
                .map(row -> row.getFirst())).containsExactly("doctor", "other");
    }

    @Test
    void aKeyUnderAnotherNameOpensToNobody() {
        sign(DOCTOR, Signature.Algorithm.ECDSA);
        database.rows("update signing_key set account = 'other'");
        Caller other = new Caller("other", "CH1", Set.of(Role.RADIOLOGIST), "127.0.0.1");
        assertThatThrownBy(() -> sign(other, Signature.Algorithm.ECDSA))
                .hasRootCauseInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void keysStayGoodWhenTheyAreSealedWithAnotherKey() throws IOException {
        String before = sign(DOCTOR, Signature.Algorithm.ECDSA).publicKey();
        Path file = folder.resolve("access.key");
        SecretBox.file(file).replace();
        SecretBox box = SecretBox.of(file);
        var resealing = new Resealing(new PostgresSealedStore(database.pool()), box);
        while (!resealing.isDone()) {
            Await.result(resealing.step());
        }
        assertThat(resealing.outcome()).isEqualTo(new Resealing.Outcome(1, 0));
        box.forget();
        signers = new Signers(new PostgresSignerKeyStore(database.pool()), box);
        assertThat(sign(DOCTOR, Signature.Algorithm.ECDSA).publicKey()).isEqualTo(before);
    }
}
