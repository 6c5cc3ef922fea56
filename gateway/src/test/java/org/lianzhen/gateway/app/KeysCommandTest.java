package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.access.SecretBox;
import org.lianzhen.gateway.app.terminal.TestConsole;

/** {@code lianzhen keys}, where no gateway runs. */
class KeysCommandTest {
    @TempDir
    private Path data;

    private CommandRun run(TestConsole console, String key) {
        return CommandRun.lianzhen(console, Map.of("LIANZHEN_DATA", data.toString()), "keys", "replace", key);
    }

    private Path access() {
        return AccessSide.key(data);
    }

    @Test
    void putsANewKeyBeforeTheOneThatThereIs() throws Exception {
        SecretBox box = SecretBox.of(access());
        byte[] before = Files.readAllBytes(access());
        assertThat(before).hasSize(32);
        CommandRun run = run(TestConsole.english(), "access");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(Files.readAllBytes(access())).hasSize(64).endsWith(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(access()))).isEqualTo("rw-------");
        String was = box.fingerprint();
        box.look();
        assertThat(box.fingerprint()).isNotEqualTo(was);
        assertThat(String.join("\n", run.out())).contains(access().toString(), box.fingerprint(), "ten seconds");
        assertThat(String.join("\n", run(TestConsole.chinese(), "access").out())).contains("已启用新密钥", "十秒");
        assertThat(Files.readAllBytes(access())).hasSize(96).endsWith(before);
    }

    @Test
    void makesNoKeyWhereNoGatewayEverRan() {
        CommandRun run = run(TestConsole.english(), "access");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains(access().toString(), "--data");
        assertThat(data).isEmptyDirectory();
        assertThat(run(TestConsole.english(), "door").exit()).isEqualTo(2);
    }

    @Test
    void leavesAloneWhatIsNoKeyOrIsBeingChanged() throws Exception {
        Files.createDirectories(access().getParent());
        Files.writeString(access(), "no key");
        CommandRun broken = run(TestConsole.english(), "access");
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.err()).singleElement().asString().contains("take it back from a backup");
        assertThat(access()).hasContent("no key");
        Files.delete(access());
        SecretBox.of(access());
        byte[] before = Files.readAllBytes(access());
        try (FileChannel channel = FileChannel.open(access().resolveSibling("access.key.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(run(TestConsole.english(), "access").err()).singleElement().asString().contains("try again");
        }
        assertThat(access()).hasBinaryContent(before);
    }
}
