package org.lianzhen.dicom.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
    @Test
    void findsABufferThatNobodyReleased() {
        ByteBufAllocator.DEFAULT.buffer(8).writeByte(1);

        assertThat(leaksWithin(Duration.ofSeconds(5))).anyMatch(leak -> leak.contains("LeakCheckTest"));
    }

    @Test
    void findsNothingWhereAllWasReleased() {
        ByteBufAllocator.DEFAULT.buffer(8).writeByte(1).release();

        assertThat(LeakCheck.findLeaks()).isEmpty();
    }

    private static List<String> leaksWithin(Duration patience) {
        Instant end = Instant.now().plus(patience);
        List<String> leaks = LeakCheck.findLeaks();
        while (leaks.isEmpty() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            leaks = LeakCheck.findLeaks();
        }
        return leaks;
    }
}
