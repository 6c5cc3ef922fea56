package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FreeSpaceTest {
    private static final Path OBJECTS = Path.of("objects");
    private static final Path DATABASE = Path.of("database");

    private final Map<Path, Long> usable = new HashMap<>(Map.of(OBJECTS, 100L, DATABASE, 100L));
    private final FreeSpace space = new FreeSpace(List.of(OBJECTS, DATABASE), 100, this::usable);
    private final Logger logger = (Logger) LoggerFactory.getLogger(FreeSpace.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        space.close();
    }

    private long usable(Path path) throws IOException {
        Long bytes = usable.get(path);
        if (bytes == null) {
            throw new IOException("gone");
        }
        return bytes;
    }

    @Test
    void isLowWhileAnyVolumeIsBelowTheFloorAndRecoversByItself() {
        space.look();
        assertThat(space.isLow()).as("as much as wanted").isFalse();
        usable.put(DATABASE, 99L);
        space.look();
        assertThat(space.isLow()).isTrue();
        usable.put(DATABASE, 100L);
        space.look();
        assertThat(space.isLow()).isFalse();
    }

    @Test
    void saysOnceThatItBeginsAndOnceThatItEnds() {
        usable.put(OBJECTS, 5L);
        space.look();
        space.look();
        usable.put(DATABASE, 5L);
        space.look();
        usable.putAll(Map.of(OBJECTS, 500L, DATABASE, 500L));
        space.look();
        space.look();
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "Instances are refused until every volume has 100 bytes left: objects has 5 bytes left",
                "There is room again; instances are taken");
    }

    @Test
    void takesAVolumeThatCannotBeLookedAtForFull() {
        usable.remove(OBJECTS);
        space.look();
        assertThat(space.isLow()).isTrue();
    }

    @Test
    void looksAtRealVolumesUnlessThereIsNoFloor() {
        try (FreeSpace some = FreeSpace.watch(List.of(folder), 1);
                FreeSpace more = FreeSpace.watch(List.of(folder), Long.MAX_VALUE);
                FreeSpace none = FreeSpace.watch(List.of(folder.resolve("missing")), 0)) {
            assertThat(some.isLow()).isFalse();
            assertThat(more.isLow()).isTrue();
            assertThat(none.isLow()).isFalse();
        }
    }
}
