package org.lianzhen.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.member.Urgency;

class WithoutStoreTest {
    private static final Duration EACH = Duration.ofMinutes(5);
    private static final Matter MATTER = new Matter("database-away/", "database-away", "CH1", Urgency.URGENT,
            new Matter.Subject("", Map.of()), Ladder.of(new Ladder.Step(Duty.SYSTEM, "CH1", EACH)));
    private static final List<Roster> ROSTERS = List.of(new Roster("CH1", Duty.SYSTEM, List.of(new Shift(null, null,
            List.of(new DutyPerson("a", "13800138000", ""), new DutyPerson("b", "", "b@ch1.example"))))));

    private final ManualClock clock = new ManualClock("2026-06-01T04:00:00Z");
    private final List<String> sent = new ArrayList<>();
    private final WithoutStore without = new WithoutStore(Map.of(ChannelKind.SMS, sending("SMS"), ChannelKind.SMTP,
            sending("SMTP")), () -> Set.of(ChannelKind.SMS, ChannelKind.SMTP, ChannelKind.BROWSER),
            new WithoutStore.Rules(clock, Duration.ofSeconds(30)));

    private Channel sending(String name) {
        return message -> {
            sent.add(name + " to " + message.person());
            return CompletableFuture.completedStage(new Channel.Outcome.Delivered(""));
        };
    }

    private void away(Duration passed) {
        clock.pass(passed);
        without.away(MATTER, ROSTERS);
    }

    @Test
    void climbsInMemoryWhileNothingCanBeKept() {
        Instant since = clock.instant();
        away(Duration.ZERO);
        away(Duration.ofSeconds(29));
        assertThat(sent).as("it may be a short while only").isEmpty();
        away(Duration.ofSeconds(1));
        away(Duration.ofSeconds(1));
        assertThat(sent).containsExactly("SMS to a");
        away(EACH);
        assertThat(sent).containsExactly("SMS to a", "SMTP to b");
        away(EACH);
        away(EACH);
        assertThat(sent).as("nobody twice").hasSize(2);
        assertThat(without.back()).isEqualTo(since);
        assertThat(without.back()).as("told once").isNull();
    }

    @Test
    void aShortAbsenceIsNone() {
        away(Duration.ZERO);
        clock.pass(Duration.ofSeconds(29));
        assertThat(without.back()).isNull();
        away(Duration.ofSeconds(5));
        away(Duration.ofSeconds(29));
        assertThat(sent).as("counted anew").isEmpty();
        away(Duration.ofSeconds(1));
        assertThat(sent).hasSize(1);
    }
}
