package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Progress;
import org.lianzhen.gateway.app.terminal.TestConsole;

class SendTallyTest {
    private static final Path FILE = Path.of("a\u001B[2J.dcm");
    private final AtomicLong now = new AtomicLong();
    private final TestConsole screen = new TestConsole(Language.ENGLISH, true);
    private final Progress progress = new Progress(screen.console(), "Sending", now::get);
    private final SendTally tally = new SendTally(screen.console(),
            new Messages(SendTally.class, Language.ENGLISH), progress);

    @Test
    void everyFileThatIsSettledMovesTheBar() {
        progress.total(5);
        tally.sent(10);
        tally.advance(10);
        tally.present();
        tally.other();
        tally.unreadable(FILE, "why");
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        tally.failed(FILE, "why");
        tally.advance(10);

        assertThat(screen.err()).endsWith("100% 5/5  20 B/s");
        assertThat(tally.isClean()).isFalse();
        tally.summarize(Duration.ofSeconds(2));
        assertThat(screen.outLines())
                .containsExactly("Sent 1 (10 B in 0:02, 5 B/s); already there 1; failed 2; other files 1");
    }

    @Test
    void namesOfFilesCannotForgeOutput() {
        tally.failed(FILE, "why");

        assertThat(screen.err()).contains("a\\u001B[2J.dcm: why");
    }

    @Test
    void whatConcernsManyIsToldAFewTimesForEachReason() {
        for (int i = 0; i < 8; i++) {
            tally.notSent(Path.of("a" + i), "broken");
            tally.warned(Path.of("b" + i), "coerced");
        }
        tally.notSent(FILE, "late");
        tally.summarize(Duration.ZERO);

        assertThat(screen.errLines()).hasSize(13).contains("3 more: broken", "3 more: coerced");
        assertThat(screen.out()).contains("failed 9");
    }

    @Test
    void nothingButOtherFilesIsNothing() {
        tally.other();
        assertThat(tally.isEmpty()).isTrue();
        assertThat(tally.isClean()).isTrue();

        tally.present();
        assertThat(tally.isEmpty()).isFalse();
    }
}
