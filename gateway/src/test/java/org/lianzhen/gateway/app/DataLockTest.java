package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.app.terminal.Language;

class DataLockTest {
    @TempDir
    private Path folder;

    @Test
    void makesTheFolderAndKeepsOthersOffUntilItIsClosed() throws Exception {
        Path data = folder.resolve("deep/data");
        try (DataLock lock = DataLock.take(data)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> DataLock.take(data)).isInstanceOfSatisfying(StartException.class,
                    fault -> assertThat(fault.in(Language.ENGLISH)).contains(data.toString(), "--data"));
        }
        DataLock.take(data).close();
    }

    @Test
    void doesNotMindALockThatAKilledProcessLeft() throws Exception {
        Files.writeString(folder.resolve("lock"), "1234");
        DataLock.take(folder).close();
        assertThat(folder.resolve("lock")).hasContent("1234");
    }

    @Test
    void saysWhyAFolderCannotBeUsed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataLock.take(file.resolve("data"))).isInstanceOfSatisfying(StartException.class,
                fault -> {
                    assertThat(fault.in(Language.ENGLISH)).contains(file.toString());
                    assertThat(fault.in(Language.CHINESE)).contains(file.toString());
                });
    }

    @Test
    void keepsDifferentFoldersApart() throws Exception {
        try (DataLock one = DataLock.take(folder.resolve("1")); DataLock two = DataLock.take(folder.resolve("2"))) {
            assertThat(one).isNotSameAs(two);
        }
    }
}
