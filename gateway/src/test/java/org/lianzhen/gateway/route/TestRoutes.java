package org.lianzhen.gateway.route;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Period;

/** Routes without a database. */
public final class TestRoutes implements RouteStore {
    public static final Instant MADE_AT = Instant.parse("2026-06-30T00:00:00Z");
    public static final ZonedDateTime NOON = LocalDate.of(2026, 7, 1).atTime(LocalTime.NOON)
            .atZone(ZoneId.of("Asia/Shanghai"));

    /** What arrived, newest first. */
    public final List<List<Subject>> studies = new CopyOnWriteArrayList<>();
    /** Oldest first. */
    public final List<RouteVersion> versions = new CopyOnWriteArrayList<>();
    /** Oldest first. */
    public final List<KeptRehearsal> rehearsals = new CopyOnWriteArrayList<>();
    /** What was rehearsed, in the order of the rehearsals. */
    public final List<Rehearsed> rehearsed = new CopyOnWriteArrayList<>();
    /** What was put on record together with versions. */
    public final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    /** Whether it can be asked. */
    public void away(boolean now) {
        away = now;
    }

    private <T> CompletionStage<T> answer(T answer) {
        return away ? CompletableFuture.failedStage(new IllegalStateException("the store is away"))
                : CompletableFuture.completedStage(answer);
    }

    @Override
    public CompletionStage<List<RouteVersion>> versions(int limit) {
        return answer(versions.reversed().stream().limit(limit).toList());
    }

    @Override
    public CompletionStage<Optional<RouteVersion>> newestOf(String author) {
        return answer(versions.reversed().stream().filter(one -> one.author().equals(author)).findFirst());
    }

    @Override
    public CompletionStage<List<ArrivedStudy>> arrived(Period days, int most) {
        return answer(IntStream.range(0, studies.size())
                .filter(i -> days.includes(studies.get(i).getFirst().arrivedAt().toLocalDate())).limit(most)
                .mapToObj(i -> new ArrivedStudy("1.2." + (i + 1), studies.get(i))).toList());
    }

    @Override
    public CompletionStage<Void> keep(String author, String document, Rehearsal rehearsal) {
        rehearsals.add(new KeptRehearsal(author, MADE_AT, null, rehearsal));
        rehearsed.add(new Rehearsed(new UUID(0, rehearsals.size()), document));
        return answer(null);
    }

    @Override
    public CompletionStage<List<KeptRehearsal>> rehearsals(int limit) {
        return answer(rehearsals.reversed().stream().limit(limit).toList());
    }

    @Override
    public CompletionStage<List<Rehearsed>> rehearsed(int limit) {
        return answer(rehearsed.reversed().stream().limit(limit).toList());
    }

    @Override
    public CompletionStage<Optional<RouteVersion>> add(Addition addition) {
        if (away || addition.base() != versions.size()) {
            return answer(Optional.empty());
        }
        int number = addition.base() + 1;
        versions.add(new RouteVersion(number, addition.author(), MADE_AT, addition.document(), addition.reason()));
        events.addAll(addition.events());
        for (int i = 0; i < rehearsed.size(); i++) {
            if (addition.backing().contains(rehearsed.get(i).rehearsal())) {
                KeptRehearsal shown = rehearsals.get(i);
                rehearsals.set(i, new KeptRehearsal(shown.author(), shown.madeAt(), number, shown.rehearsal()));
            }
        }
        return answer(Optional.of(versions.getLast()));
    }
}
