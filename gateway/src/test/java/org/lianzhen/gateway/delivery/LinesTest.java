package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.BandwidthLimit;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.Hours;

@Timeout(60)
class LinesTest {
    private static final int PIECE = 10_000;
    private static final long SLOW = 800_000;
    /** Takes no time at all. */
    private static final long FAST = 1_000_000_000_000_000L;
    private static final Address.Node CH1 = new Address.Node("CH1PACS");

    private final AtomicReference<LocalTime> time = new AtomicReference<>(LocalTime.of(12, 0));
    private final Lines lines = new Lines(time::get);

    private static BandwidthLimit limit(int from, int to, long bitsPerSecond) {
        return new BandwidthLimit(new Hours(LocalTime.of(from, 0), LocalTime.of(to, 0)), bitsPerSecond);
    }

    private static Destination destination(String code, Address address, BandwidthLimit... limits) {
        return new Destination(code, "CH1", address, 1, List.of(limits), null, false);
    }

    private Throttle throttle(Destination destination) {
        return lines.to(destination).throttle(Urgency.ROUTINE);
    }

    private static CompletableFuture<?> admit(Throttle throttle) {
        return throttle.admit(PIECE).toCompletableFuture();
    }

    private static boolean isLimited(Throttle throttle) {
        boolean limited = false;
        for (int i = 0; i < 20 && !limited; i++) {
            limited = !admit(throttle).isDone();
        }
        return limited;
    }

    @Test
    void aNodeAndACentreThatItServesShareALineAndTheStrictestLimit() {
        Destination node = destination("CH1", CH1, limit(0, 0, FAST));
        Destination centre = destination("READ", new Address.Centre("CH1-IMG", CH1), limit(8, 18, SLOW));
        Destination other = destination("CH2", new Address.Node("CH2PACS"), limit(0, 0, FAST));
        lines.serve(List.of(node, centre, other));
        assertThat(lines.to(node)).isSameAs(lines.to(centre)).isNotSameAs(lines.to(other));
        assertThat(isLimited(throttle(other))).isFalse();
        time.set(LocalTime.of(19, 0));
        assertThat(isLimited(throttle(centre))).as("at night it may go faster").isFalse();
        time.set(LocalTime.of(12, 0));
        assertThat(isLimited(throttle(node))).as("by day the centre's limit holds").isTrue();
        assertThat(isLimited(throttle(centre))).as("and counts what goes to the node").isTrue();
    }

    @Test
    void webServicesOfOneServerShareOne() {
        Destination one = destination("A", new Address.Web(URI.create("https://pacs.example/a"), null, null));
        Destination same = destination("B", new Address.Web(URI.create("https://pacs.example/b"), "x", null));
        Destination other = destination("C", new Address.Web(URI.create("https://pacs.example:8443/a"), null, null));
        lines.serve(List.of(one, same, other));
        assertThat(lines.to(one)).isSameAs(lines.to(same)).isNotSameAs(lines.to(other));
    }

    @Test
    void centresWithoutANodeHaveNone() {
        Destination one = destination("A", new Address.Centre("CH1-IMG", null), limit(0, 0, SLOW));
        Destination other = destination("B", new Address.Centre("CH2-IMG", null));
        lines.serve(List.of(one, other));
        assertThat(lines.to(one)).isNotSameAs(lines.to(other));
        assertThat(throttle(other)).isSameAs(Throttle.NONE);
    }

    @Test
    void limitsFollowTheRoutes() {
        Destination node = destination("CH1", CH1, limit(0, 0, FAST));
        lines.serve(List.of(node));
        Line line = lines.to(node);
        assertThat(isLimited(throttle(node))).isFalse();
        lines.serve(List.of(node, destination("READ", new Address.Centre("CH1-IMG", CH1), limit(0, 0, SLOW))));
        assertThat(lines.to(node)).as("whoever sends has it already").isSameAs(line);
        assertThat(isLimited(line.throttle(Urgency.ROUTINE))).isTrue();
        lines.serve(List.of(destination("CH1", CH1)));
        assertThat(lines.to(node)).isSameAs(line);
        assertThat(line.throttle(Urgency.ROUTINE)).isSameAs(Throttle.NONE);
        lines.serve(List.of());
        assertThat(lines.to(node)).isNotSameAs(line);
    }

    @Test
    void anEmergencyForOneGoesBeforeWhatWaitsForTheOther() {
        Destination node = destination("CH1", CH1, limit(0, 0, SLOW));
        Destination centre = destination("READ", new Address.Centre("CH1-IMG", CH1));
        lines.serve(List.of(node, centre));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(admit(throttle(node)).thenRun(() -> order.add("routine")));
        }
        all.add(admit(lines.to(centre).throttle(Urgency.EMERGENCY)).thenRun(() -> order.add("emergency")));
        all.forEach(Await::result);
        assertThat(order.indexOf("emergency")).as("of " + order).isLessThan(4);
    }
}
