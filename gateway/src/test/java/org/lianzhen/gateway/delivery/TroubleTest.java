package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TroubleTest {
    private static final DeliveryPace PACE = DeliveryPace.STANDARD;
    private static final Reply TAKEN = new Reply.Taken("", "stored");
    private static final Reply NO_ROOM = new Reply.NoRoom("", "refused, A700H: out of resources");

    private final Trouble trouble = new Trouble(PACE);

    @Test
    void oneInstanceThatIsTooLargeSaysNothingOfTheOthers() {
        for (int i = 0; i < 5; i++) {
            trouble.heard(NO_ROOM);
            assertThat(trouble.isFull()).isFalse();
            trouble.heard(i % 2 == 0 ? TAKEN : new Reply.Refused("", "unfit"));
        }
    }

    @Test
    void twoInARowMeanThatItIsFullWhateverIsLostBetweenThem() {
        trouble.heard(NO_ROOM);
        trouble.heard(new Reply.Lost("not sent: broken"));
        trouble.heard(new Reply.NoAnswer("not sent: away"));
        assertThat(trouble.isFull()).isFalse();
        trouble.heard(NO_ROOM);
        assertThat(trouble.isFull()).isTrue();
        trouble.heard(TAKEN);
        assertThat(trouble.isFull()).isFalse();
    }

    @Test
    void oneAfterAPauseMeansThatItIsFullStill() {
        trouble.begin();
        assertThat(trouble.isFull()).isFalse();
        trouble.heard(NO_ROOM);
        assertThat(trouble.isFull()).isTrue();
        assertThat(trouble.hasEnded()).isFalse();
    }

    @Test
    void asLongAsItLastsOneInstanceIsTriedAfterEachPauseWhichGrows() {
        assertThat(trouble.atOnce()).isEqualTo(PACE.batch());
        assertThat(IntStream.range(0, 9).mapToObj(i -> {
            trouble.begin();
            assertThat(trouble.atOnce()).isEqualTo(1);
            return trouble.pause();
        }).map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void whatItSaidBeforeAPauseIsNoAnswerToWhatIsSentAfterIt() {
        trouble.heard(NO_ROOM);
        trouble.heard(NO_ROOM);
        trouble.begin();
        assertThat(trouble.isFull()).isFalse();
        trouble.heard(NO_ROOM);
        assertThat(trouble.isFull()).isTrue();
    }

    @Test
    void itWaitsAsLongAsTheDestinationWants() {
        trouble.heard(new Reply.NoAnswer("HTTP-503", "refused", Duration.ofMinutes(10)));
        trouble.begin();
        assertThat(trouble.pause()).isEqualTo(Duration.ofMinutes(10));
        trouble.heard(TAKEN);
        trouble.begin();
        assertThat(trouble.pause()).isEqualTo(PACE.poll());
    }

    @Test
    void anyAnswerButThatOneEndsItAndOnlyWhatIsTakenShowsThatItIsBack() {
        trouble.begin();
        trouble.begin();
        trouble.heard(new Reply.NotNow("", "refused, 0110H: processing failure"));
        assertThat(trouble.isThere()).isFalse();
        assertThat(trouble.hasEnded()).isFalse();
        trouble.heard(TAKEN);
        assertThat(trouble.hasEnded()).isTrue();
        assertThat(trouble.hasEnded()).as("told once").isFalse();
        trouble.heard(TAKEN);
        assertThat(trouble.hasEnded()).as("there was none").isFalse();
        trouble.begin();
        assertThat(trouble.pause()).isEqualTo(PACE.poll());
    }
}
