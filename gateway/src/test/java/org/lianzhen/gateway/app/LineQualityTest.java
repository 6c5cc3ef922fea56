package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.delivery.Reply;

class LineQualityTest {
    private final LineQuality line = new LineQuality();

    private void answers(int times, boolean taken, int millis) {
        for (int i = 0; i < times; i++) {
            line.tried(taken ? new Reply.Taken("") : new Reply.NotNow(""), Duration.ofMillis(millis));
        }
    }

    @Test
    void nothingIsKnownOfALineThatWasNotUsed() {
        assertThat(line.answerSeconds()).isZero();
        assertThat(line.trouble()).isZero();
    }

    @Test
    void theFirstAnswerIsAllThatIsKnown() {
        answers(1, true, 40);
        assertThat(line.answerSeconds()).isEqualTo(0.04);
        assertThat(line.trouble()).isZero();
    }

    @Test
    void oneSlowAnswerDoesNotMakeALineSlowAndManyDo() {
        answers(10, true, 40);
        answers(1, true, 840);
        assertThat(line.answerSeconds()).isCloseTo(0.14, within(1e-9));
        answers(100, true, 840);
        assertThat(line.answerSeconds()).isCloseTo(0.84, within(0.001));
    }

    @Test
    void whoeverDoesNotAnswerHasNoTimeToAnswerIn() {
        answers(1, true, 40);
        line.tried(new Reply.NoAnswer("away"), Duration.ofMillis(1));
        assertThat(line.answerSeconds()).isEqualTo(0.04);
        assertThat(line.trouble()).isPositive();
    }

    @Test
    void troubleIsRememberedForAWhile() {
        answers(10, true, 10);
        answers(1, false, 10);
        assertThat(line.trouble()).isCloseTo(1 / 32.0, within(1e-9));
        answers(200, false, 10);
        assertThat(line.trouble()).isCloseTo(1, within(0.01));
        answers(200, true, 10);
        assertThat(line.trouble()).isCloseTo(0, within(0.01));
    }
}
