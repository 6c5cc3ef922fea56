package org.lianzhen.gateway.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Role;

class BacklogTest {
    private static final Caller TECHNOLOGIST = new Caller("tech", "TS1", Set.of(Role.TECHNOLOGIST), "");

    private static Backlog after(int most, long messages) {
        var backlog = new Backlog(most);
        LongStream.rangeClosed(1, messages).forEach(
                number -> backlog.add(new News(number, new Audience.OfAccount("tech"), "m" + number)));
        return backlog;
    }

    private static Optional<List<String>> texts(Backlog backlog, long seen) {
        return backlog.since(seen, TECHNOLOGIST).map(all -> all.stream().map(News::text).toList());
    }

    @Test
    void whoHasSeenEverythingMissedNothing() {
        assertThat(texts(after(3, 0), 0)).contains(List.of());
        assertThat(texts(after(3, 5), 5)).contains(List.of());
    }

    @Test
    void givesWhatCameSince() {
        assertThat(texts(after(3, 5), 4)).contains(List.of("m5"));
        assertThat(texts(after(3, 5), 2)).contains(List.of("m3", "m4", "m5"));
    }

    @Test
    void saysWhenSomeOfItIsForgotten() {
        assertThat(texts(after(3, 5), 1)).isEmpty();
        assertThat(texts(after(3, 5), 0)).isEmpty();
    }

    @Test
    void knowsNothingOfWhatHasNotHappened() {
        assertThat(texts(after(3, 5), 6)).isEmpty();
        assertThat(texts(after(3, 0), 1)).isEmpty();
    }

    @Test
    void tellsNobodyWhatIsForOthers() {
        var backlog = new Backlog(9);
        backlog.add(new News(1, new Audience.OfAccount("doctor"), "to the doctor"));
        backlog.add(new News(2, new Audience.WhoMay(Operation.STORE_STUDIES), "to who may store"));
        backlog.add(new News(3, new Audience.WhoMay(Operation.EDIT_ACCOUNTS), "to administrators"));
        assertThat(texts(backlog, 0)).contains(List.of("to who may store"));
    }
}
