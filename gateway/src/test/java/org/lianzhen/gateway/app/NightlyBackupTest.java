package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;

@Timeout(60)
class NightlyBackupTest {
    private static final LocalTime AT = LocalTime.of(2, 30);
    private static final Duration LOOK = Duration.ofMillis(5);

    @ParameterizedTest
    @CsvSource({ "2026-03-01T18:29:59Z, 2026-03-01T18:30:00Z", "2026-03-01T18:30:00Z, 2026-03-02T18:30:00Z",
            "2026-03-01T18:30:01Z, 2026-03-02T18:30:00Z", "2026-03-01T00:00:00Z, 2026-03-01T18:30:00Z" })
    void isDueByTheClockOfShanghai(Instant now, Instant due) {
        assertThat(NightlyBackup.next(now, AT)).isEqualTo(due);
    }

    @Test
    void happensOnceANightWhateverBecameOfTheLast() {
        var now = new AtomicReference<>(Instant.parse("2026-03-01T18:00:00Z"));
        var times = new AtomicInteger();
        var looks = new AtomicInteger();
        try (NightlyBackup _ = NightlyBackup.start(() -> {
            looks.incrementAndGet();
            return now.get();
        }, AT, () -> {
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("for the test");
            }
        }, LOOK)) {
            now.set(Instant.parse("2026-03-01T18:31:00Z"));
            Await.until("the first night", () -> times.get() == 1);
            now.set(Instant.parse("2026-03-02T18:29:00Z"));
            int before = looks.get();
            Await.until("it has looked again", () -> looks.get() > before + 3);
            assertThat(times).as("nothing more comes of that night").hasValue(1);
            now.set(Instant.parse("2026-03-02T18:31:00Z"));
            Await.until("the second night", () -> times.get() == 2);
        }
    }

    @Test
    void oneThatIsUnderWayIsInterrupted() throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-03-01T18:00:00Z"));
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        NightlyBackup nightly = NightlyBackup.start(now::get, AT, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
        }, LOOK);
        now.set(Instant.parse("2026-03-01T18:31:00Z"));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        nightly.close();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
