package org.lianzhen.gateway.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Notices;
import org.lianzhen.gateway.notify.Roster;
import org.lianzhen.gateway.notify.RosterStore;
import org.lianzhen.gateway.notify.WithoutStore;

/** Sees that the database is away, which nobody could write down; and when it is back, writes down that it was. */
final class DatabaseAway {
    private final RosterStore rosters;
    private final Notices notices;
    private final Supplier<Ladder> ladders;
    private final WithoutStore without;
    private volatile Map<List<String>, Roster> known = Map.of();

    /** @param ladders whom it climbs to */
    DatabaseAway(RosterStore rosters, Notices notices, Supplier<Ladder> ladders, WithoutStore without) {
        this.rosters = rosters;
        this.notices = notices;
        this.ladders = ladders;
        this.without = without;
    }

    /** One look after the other. */
    CompletionStage<Integer> look(boolean there) {
        Ladder ladder = ladders.get();
        if (there) {
            return remember().thenCompose(done -> back(ladder));
        }
        var matter = matter("database-away", ladder, Map.of());
        without.away(matter, ladder.steps().stream().map(step -> known.getOrDefault(
                List.of(step.unit(), step.duty().name()), Roster.empty(step.unit(), step.duty()))).toList());
        return CompletableFuture.completedStage(0);
    }

    private CompletionStage<Void> remember() {
        return rosters.inForce().thenAccept(all -> known = all.stream().collect(Collectors.toUnmodifiableMap(
                one -> List.of(one.roster().unit(), one.roster().duty().name()), one -> one.roster())));
    }

    private CompletionStage<Integer> back(Ladder ladder) {
        Instant since = without.back();
        return since == null
                ? CompletableFuture.completedStage(0)
                : notices.raise(matter("database-gone", ladder, Map.of("since", OwnMatters.clock(since))))
                        .thenApply(raised -> 0);
    }

    private static Matter matter(String kind, Ladder ladder, Map<String, String> parameters) {
        return new Matter(kind + "/" + parameters.getOrDefault("since", ""), kind,
                ladder.steps().getFirst().unit(), Urgency.URGENT, new Matter.Subject("", parameters), ladder);
    }
}
