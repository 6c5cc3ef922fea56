package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opens sealed secrets while keys take the place of others. */
class SecretBoxTest {
    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;
    private Path file;
    private SecretBox box;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("keys/access.key");
        box = SecretBox.of(file);
    }

    private void replace(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            SecretBox.file(file).replace();
        }
        box.look();
    }

    @Test
    void whatAFormerKeySealedOpensAndTheNewOneSeals() throws IOException {
        String first = box.seal(SECRET, "me");
        String old = first.substring(first.indexOf(':') + 1);
        replace(1);
        String second = box.seal(SECRET, "me");
        assertThat(first).doesNotStartWith(box.mark());
        assertThat(second).startsWith(box.mark());
        for (String sealed : List.of(first, old, second)) {
            assertThat(box.open(sealed, "me")).isEqualTo(SECRET);
            assertThat(SecretBox.of(file).open(sealed, "me")).isEqualTo(SECRET);
            assertThatThrownBy(() -> box.open(sealed, "you")).isInstanceOf(AccessUnavailableException.class);
        }
        for (String wrong : List.of("", ":", "AAAA", "00000000:" + old, "not base 64", box.mark() + old)) {
            assertThatThrownBy(() -> box.open(wrong, "me")).isInstanceOf(AccessUnavailableException.class);
        }
    }

    @Test
    void forgetsTheOldestKeysOnlyWhenAskedTo() throws IOException {
        List<String> sealed = new ArrayList<>();
        for (int i = 0; i <= SecretBox.MOST_KEYS; i++) {
            sealed.add(box.seal(SECRET, "me"));
            replace(1);
        }
        for (String one : sealed) {
            assertThat(box.open(one, "me")).isEqualTo(SECRET);
        }
        String inForce = box.fingerprint();
        box.forget();
        assertThat(box.fingerprint()).isEqualTo(inForce);
        assertThat(Files.readAllBytes(file)).hasSize(32 * SecretBox.MOST_KEYS);
        assertThatThrownBy(() -> box.open(sealed.getFirst(), "me")).isInstanceOf(AccessUnavailableException.class);
        assertThat(box.open(sealed.getLast(), "me")).isEqualTo(SECRET);
    }

    @Test
    void goesOnWithItsKeysWhenTheFileHasLostThem() throws IOException {
        String sealed = box.seal(SECRET, "me");
        Files.write(file, new byte[32]);
        assertThatThrownBy(box::look).isInstanceOf(IOException.class).hasMessageContaining("lost the key in force");
        Files.write(file, new byte[31]);
        assertThatThrownBy(box::look).isInstanceOf(IOException.class).hasMessageContaining("no keys");
        assertThat(box.open(sealed, "me")).isEqualTo(SECRET);
        assertThat(box.open(box.seal(SECRET, "me"), "me")).isEqualTo(SECRET);
    }
}
