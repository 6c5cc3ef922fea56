package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void terminalShowsABarThatIsWrittenOverAndTakenAway() {
        var screen = new TestConsole(Language.ENGLISH, true);
        try (var progress = new Progress(screen.console(), "Sending", now::get)) {
            pass(Duration.ofSeconds(1));
            progress.total(4);
            pass(Duration.ofSeconds(1));
            progress.advance(1, 2_000_000);
        }
        assertThat(screen.err().split("\r\u001B\\[K", -1)).containsExactly(
                "Sending [........................] 0% 0/4",
                "Sending [######..................] 25% 1/4  1.0 MB/s  0:06 left",
                "");
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void terminalIsNotDrawnTooOften() {
        var screen = new TestConsole(Language.CHINESE, true);
        var progress = new Progress(screen.console(), "发送", now::get);
        progress.total(1000);
        for (int i = 0; i < 1000; i++) {
            pass(Duration.ofMillis(1));
            progress.advance(1, 1);
        }
        assertThat(screen.err().split("\r", -1)).hasSizeBetween(9, 11);
    }

    @Test
    void elsewhereAPlainLineComesOnceInAWhile() {
        var log = TestConsole.chinese();
        try (var progress = new Progress(log.console(), "发送", now::get)) {
            progress.total(100);
            for (int i = 0; i < 25; i++) {
                pass(Duration.ofSeconds(1));
                progress.advance(1, 1000);
            }
        }
        assertThat(log.errLines()).containsExactly("发送 10% 10/100  1.0 kB/s  还需 1:30",
                "发送 20% 20/100  1.0 kB/s  还需 1:20");
        assertThat(log.out()).isEmpty();
    }

    @Test
    void countsWithoutATotalAndSurvivesAWrongOne() {
        var log = TestConsole.english();
        var progress = new Progress(log.console(), "Sending", now::get);
        pass(Duration.ofSeconds(10));
        progress.advance(7, 0);
        progress.total(5);
        pass(Duration.ofSeconds(10));
        progress.advance(1, 0);

        assertThat(log.errLines()).containsExactly("Sending 7", "Sending 100% 8/5");
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void nothingIsDrawnAfterTheEnd() {
        var screen = new TestConsole(Language.ENGLISH, true);
        var progress = new Progress(screen.console(), "Sending", now::get);
        pass(Duration.ofSeconds(1));
        progress.advance(1, 0);
        progress.close();
        String shown = screen.err();

        pass(Duration.ofSeconds(1));
        progress.total(5);
        progress.advance(1, 1);

        assertThat(screen.err()).isEqualTo(shown).endsWith("\r\u001B[K");
    }

    @Test
    void endsAtAHundredPercentWithoutTimeLeft() {
        var screen = new TestConsole(Language.CHINESE, true);
        var progress = new Progress(screen.console(), "接收", now::get);
        progress.total(3);
        pass(Duration.ofSeconds(2));

        progress.advance(3, 6_000_000);

        assertThat(screen.err()).endsWith("接收 [########################] 100% 3/3  3.0 MB/s");
    }

    @Test
    void speedWaitsUntilItMeansSomething() {
        var screen = new TestConsole(Language.ENGLISH, true);
        var progress = new Progress(screen.console(), "Sending", now::get);
        progress.total(10);
        pass(Duration.ofMillis(900));

        progress.advance(1, 5_000_000);

        assertThat(screen.err()).endsWith("10% 1/10");
    }
}
