package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.delivery.Reply;

class LineQualityTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final LineQuality line = new LineQuality(now::get);

    private void answers(int times, boolean taken, int millis) {
        for (int i = 0; i < times; i++) {
            line.tried(taken ? new Reply.Taken("", "") : new Reply.NotNow("", ""), taken ? 1000 : 0,
                    Duration.ofMillis(millis));
        }
    }

    @Test
    void nothingIsKnownOfALineThatWasNotUsed() {
        assertThat(line.state().answerSeconds()).isZero();
        assertThat(line.state().trouble()).isZero();
    }

    @Test
    void theFirstAnswerIsAllThatIsKnown() {
        answers(1, true, 40);
        assertThat(line.state().answerSeconds()).isEqualTo(0.04);
        assertThat(line.state().trouble()).isZero();
    }

    @Test
    void oneSlowAnswerDoesNotMakeALineSlowAndManyDo() {
        answers(10, true, 40);
        answers(1, true, 840);
        assertThat(line.state().answerSeconds()).isCloseTo(0.14, within(1e-9));
        answers(100, true, 840);
        assertThat(line.state().answerSeconds()).isCloseTo(0.84, within(0.001));
    }

    @Test
    void whoeverDoesNotAnswerHasNoTimeToAnswerIn() {
        answers(1, true, 40);
        line.tried(new Reply.NoAnswer("away"), 0, Duration.ofMillis(1));
        assertThat(line.state().answerSeconds()).isEqualTo(0.04);
        assertThat(line.state().trouble()).isPositive();
    }

    @Test
    void troubleIsRememberedForAWhile() {
        answers(10, true, 10);
        answers(1, false, 10);
        assertThat(line.state().trouble()).isCloseTo(1 / 32.0, within(1e-9));
        answers(200, false, 10);
        assertThat(line.state().trouble()).isCloseTo(1, within(0.01));
        answers(200, true, 10);
        assertThat(line.state().trouble()).isCloseTo(0, within(0.01));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void tellsWhatIsTakenNow() {
        for (int i = 0; i < 1000; i++) {
            pass(Duration.ofMillis(100));
            answers(1, true, 100);
        }
        assertThat(line.state().bytesPerSecond()).as("1000 bytes ten times a second").isCloseTo(10_000, within(100.0));
        pass(Duration.ofSeconds(10));
        assertThat(line.state().bytesPerSecond()).isCloseTo(10_000 / Math.E, within(100.0));
        pass(Duration.ofMinutes(5));
        assertThat(line.state().bytesPerSecond()).isCloseTo(0, within(1.0));
    }

    @Test
    void countsAnswersAndSilences() {
        answers(3, true, 1);
        answers(2, false, 1);
        line.tried(new Reply.NoAnswer("away"), 0, Duration.ZERO);
        assertThat(line.state().answers()).isEqualTo(5);
        assertThat(line.state().silences()).isEqualTo(1);
    }
}
