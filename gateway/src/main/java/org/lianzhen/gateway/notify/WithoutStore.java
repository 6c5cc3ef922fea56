package org.lianzhen.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people that notices cannot be kept any more: without a database a matter climbs in memory, by what was last known of those on
 * duty. Not thread-safe: one thread at a time looks.
 */
public final class WithoutStore {
    private static final Logger LOG = LoggerFactory.getLogger(WithoutStore.class);

    private final Map<ChannelKind, Channel> channels;
    private final Supplier<Set<ChannelKind>> configured;
    private final Rules rules;
    private final Set<String> told = new HashSet<>();
    private @Nullable Instant since;
    private @Nullable Instant next;

    /**
     * How it goes.
     *
     * @param patience for which the database may be away before anybody is told
     */
    public record Rules(InstantSource clock, Duration patience) {}

    public WithoutStore(Map<ChannelKind, Channel> channels, Supplier<Set<ChannelKind>> configured, Rules rules) {
        this.channels = Map.copyOf(channels);
        this.configured = configured;
        this.rules = rules;
    }

    /**
     * The database is away.
     *
     * @param rosters one for each step of the ladder, all of which are rosters, as they were last known
     */
    public void away(Matter matter, List<Roster> rosters) {
        Instant now = rules.clock().instant();
        if (since == null) {
            since = now;
            next = now.plus(rules.patience());
        }
        if (next == null || now.isBefore(next)) {
            return;
        }
        switch (Climb.next(new Climb.Standing(matter.ladder(), 0, told, rosters), now)) {
            case Climb.Tell(int step, DutyPerson person, Duration each) -> {
                told.add(person.account());
                next = now.plus(each);
                tell(new Message(UUID.randomUUID(), matter, since, person));
            }
            case Climb.End _ -> {
                next = null;
                LOG.error("The database is away since {}, and nobody is left to tell", since);
            }
        }
    }

    private void tell(Message message) {
        for (ChannelKind kind : configured.get()) {
            Channel channel = channels.get(kind);
            if (channel != null && kind.reaches(message.person())) {
                channel.send(message).whenComplete((outcome, fault) -> LOG.warn(
                        "The database is away; {} was told by {}: {}", message.person(), kind,
                        fault == null ? outcome : fault));
            }
        }
    }

    /** The database is there. @return since when it was away, if anybody was to be told; null otherwise */
    public @Nullable Instant back() {
        Instant was = since;
        boolean longEnough = was != null && !rules.clock().instant().isBefore(was.plus(rules.patience()));
        since = null;
        next = null;
        told.clear();
        return longEnough ? was : null;
    }
}
