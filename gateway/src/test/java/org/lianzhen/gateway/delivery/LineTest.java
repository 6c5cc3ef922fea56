package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.BandwidthLimit;
import org.lianzhen.gateway.route.Hours;

@Timeout(60)
class LineTest {
    private static final int PIECE = 10_000;

    private final AtomicReference<LocalTime> time = new AtomicReference<>(LocalTime.of(12, 0));

    private Line line(long bitsPerSecond) {
        return limited(new Line(time::get), bitsPerSecond);
    }

    private static Line limited(Line line, long bitsPerSecond) {
        line.limit(List.of(List.of(limit(8, 18, bitsPerSecond))));
        return line;
    }

    private static BandwidthLimit limit(int from, int to, long bitsPerSecond) {
        return new BandwidthLimit(new Hours(LocalTime.of(from, 0), LocalTime.of(to, 0)), bitsPerSecond);
    }

    private static CompletableFuture<?> admit(Throttle throttle) {
        return throttle.admit(PIECE).toCompletableFuture();
    }

    @Test
    void takesAsLongAsTheLimitSays() {
        Throttle throttle = line(8_000_000).throttle(Urgency.ROUTINE);
        long begin = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            Await.result(admit(throttle));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(seconds).as("400 kB at 1 MB/s, the last not waited for, with what may be made up for")
                .isGreaterThan(0.33);
    }

    @Test
    void allWhoShareItGetTheirPart() {
        Line line = line(8_000_000);
        long begin = System.nanoTime();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(admit(line.throttle(i % 2 == 0 ? Urgency.ROUTINE : Urgency.BULK)));
        }
        all.forEach(Await::result);
        assertThat((System.nanoTime() - begin) / 1e9).isGreaterThan(0.33);
    }

    @Test
    void theMostUrgentGoesFirst() {
        Line line = line(2_000_000);
        line.throttle(Urgency.ROUTINE).admit(10 * PIECE); // nothing goes for 400 ms
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            all.add(admit(line.throttle(Urgency.ROUTINE)).thenRun(() -> order.add("routine " + number)));
        }
        all.add(admit(line.throttle(Urgency.EMERGENCY)).thenRun(() -> order.add("emergency")));
        all.forEach(Await::result);
        assertThat(order).containsExactly("emergency", "routine 0", "routine 1", "routine 2", "routine 3", "routine 4");
    }

    @Test
    void nobodyWaitsForEver() {
        Line line = limited(new Line(time::get, Duration.ofMillis(60)), 2_000_000);
        line.throttle(Urgency.ROUTINE).admit(PIECE);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> all = new ArrayList<>();
        all.add(admit(line.throttle(Urgency.BULK)).thenRun(() -> order.add("bulk")));
        for (int i = 0; i < 10; i++) {
            all.add(admit(line.throttle(Urgency.EMERGENCY)).thenRun(() -> order.add("emergency")));
        }
        all.forEach(Await::result);
        assertThat(order).contains("bulk").endsWith("emergency");
    }

    @Test
    void makesUpForTimeThatWasNotUsedButNotForMuch() {
        Line line = line(8_000_000);
        long begin = System.nanoTime();
        Await.until("nothing was sent for a while", () -> System.nanoTime() - begin > 200_000_000);
        List<CompletableFuture<?>> all = IntStream.range(0, 100).<CompletableFuture<?>>mapToObj(
                i -> admit(line.throttle(Urgency.ROUTINE))).toList();
        assertThat(all.subList(0, 6)).as("50 ms of it, and the next").allMatch(CompletableFuture::isDone);
        assertThat(all.getLast()).isNotDone();
    }

    @Test
    void whatIsNotWantedAnyMoreTakesNoneOfIt() {
        Throttle throttle = line(800_000).throttle(Urgency.ROUTINE);
        assertThat(admit(throttle)).as("for a tenth of a second").isDone();
        List<CompletableFuture<?>> unwanted = new ArrayList<>();
        IntStream.range(0, 1000).forEach(i -> unwanted.add(admit(throttle)));
        CompletableFuture<?> wanted = admit(throttle);
        unwanted.forEach(one -> one.cancel(false));
        Await.result(wanted); // after a hundred seconds, which is longer than that waits, if they counted
    }

    @Test
    void isFreeAtOtherTimesOfDay() {
        time.set(LocalTime.of(19, 0));
        Throttle throttle = line(1).throttle(Urgency.ROUTINE);
        for (int i = 0; i < 1000; i++) {
            assertThat(admit(throttle)).isDone();
        }
        time.set(LocalTime.of(12, 0));
        assertThat(admit(throttle)).as("the first finds the line free").isDone();
        assertThat(admit(throttle)).isNotDone();
    }

    @Test
    void withoutLimitsNothingIsInTheWay() {
        assertThat(new Line(time::get).throttle(Urgency.BULK)).isSameAs(Throttle.NONE);
    }
}
