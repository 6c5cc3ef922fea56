package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    /** From the tests of the reference implementation. */
    private static final String REFERENCE = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void agreesWithTheReferenceImplementation() {
        assertThat(PasswordHash.matches("password", REFERENCE)).isTrue();
        assertThat(PasswordHash.matches("passwore", REFERENCE)).isFalse();
    }

    @Test
    void knowsItsOwnPasswords() {
        String hash = PasswordHash.of("密码 with spaces");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("spaces");
        assertThat(PasswordHash.matches("密码 with spaces", hash)).isTrue();
        assertThat(PasswordHash.matches("密码 with space", hash)).isFalse();
        assertThat(PasswordHash.of("密码 with spaces")).as("another salt").isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "", "password", "$argon2id$", "$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c",
                    "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc" })
    void isNeverRightForWhatIsNoHash(String text) {
        assertThat(PasswordHash.matches("password", text)).isFalse();
        assertThat(PasswordHash.matches(text, text)).isFalse();
    }

    @Test
    void hashesOnThreadsOfItsOwnAndRefusesTooManyAtOnce() {
        try (var hasher = new PasswordHasher()) {
            assertThat(get(hasher.matches("password", REFERENCE).toCompletableFuture())).isTrue();
            assertThat(get(hasher.matchesNobody("password").toCompletableFuture())).isFalse();
            List<CompletableFuture<String>> many = IntStream.range(0, 300)
                    .mapToObj(i -> hasher.hash("x").toCompletableFuture()).toList();
            assertThat(many).as("200 may wait").anyMatch(CompletableFuture::isCompletedExceptionally);
        }
    }

    private static <T> T get(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
