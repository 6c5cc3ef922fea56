package org.lianzhen.gateway.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lianzhen.gateway.access.BrokenGlass;
import org.lianzhen.gateway.access.ProgramKey;
import org.lianzhen.gateway.access.ProgramStore;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.conflict.Alerts;
import org.lianzhen.gateway.calendar.WorkCalendar;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.LineState;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Watch;

/**
 * What the gateway itself has to tell people. Matters that belong to nobody in particular are those of the unit that leads the first
 * consortium.
 *
 * @param rules in force
 */
record OwnMatters(MemberDirectory members, Supplier<ChannelSettings.Rules> rules, InstantSource clock) {
    /** Share of the last attempts that came to nothing. */
    private static final double HOPELESS = 0.95;
    private static final int ALERTS_LOOKED_AT = 200;
    private static final int KEYS_LOOKED_AT = 200;
    private static final Duration HOURS = Duration.ofHours(4);
    private static final Duration DAY = Duration.ofDays(1);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
            .withZone(MemberDirectory.ZONE);

    /** Those who run the gateway, and after them the office. */
    Ladder technical() {
        String home = home();
        Duration answer = rules.get().answer();
        return Ladder.of(new Ladder.Step(Duty.SYSTEM, home, answer),
                new Ladder.Step(Duty.MEDICAL_OFFICE, home, answer));
    }

    private String home() {
        Members now = members.members();
        return now.lists().consortia().stream().flatMap(one -> one.leadUnits().stream()).findFirst()
                .or(() -> now.lists().units().stream().map(Unit::code).findFirst()).orElse("");
    }

    /** As people in China read it. */
    static String clock(Instant moment) {
        return CLOCK.format(moment);
    }

    /** @param volumes folder of this process, by which it is told from others */
    Watch space(String volumes, BooleanSupplier low) {
        // the key of no other process begins so
        String key = "space-low/" + volumes + ";";
        return new Watch(key, () -> one(low.getAsBoolean()
                ? Optional.of(technical(key, "space-low", Urgency.URGENT, Map.of()))
                : Optional.empty()));
    }

    Watch holidays(Supplier<WorkCalendar> calendar) {
        return new Watch("holidays-missing/", () -> {
            Integer year = calendar.get().missingYear(WorkCalendar.day(clock.instant()));
            String home = home();
            return one(Optional.ofNullable(year)
                    .map(missing -> new Matter("holidays-missing/" + missing, "holidays-missing", home,
                            Urgency.ROUTINE, new Matter.Subject("", Map.of("year", String.valueOf(missing))),
                            Ladder.of(new Ladder.Step(Duty.MEDICAL_OFFICE, home, DAY),
                                    new Ladder.Step(Duty.SYSTEM, home, DAY)))));
        });
    }

    /** Keys of programs that are good for a few days only: what a program sends would be refused from then on. */
    Watch programKeys(ProgramStore store) {
        return new Watch("program-key-ends/", () -> store
                .ending(clock.instant().plus(Duration.ofDays(rules.get().keyDays())), KEYS_LOOKED_AT)
                .thenApply(keys -> keys.stream().map(this::ending).toList()));
    }

    private Matter ending(ProgramKey key) {
        Instant end = Objects.requireNonNull(key.limits().expires());
        String home = home();
        return new Matter("program-key-ends/" + key.id(), "program-key-ends", home, Urgency.ROUTINE,
                new Matter.Subject("", Map.of("account", key.account(), "key", key.id(), "end", clock(end))),
                Ladder.of(new Ladder.Step(Duty.SECURITY, home, DAY), new Ladder.Step(Duty.SYSTEM, home, DAY)));
    }

    private static CompletionStage<List<Matter>> one(Optional<Matter> matter) {
        return CompletableFuture.completedStage(matter.stream().toList());
    }

    /**
     * Destinations that have taken nothing for long.
     *
     * @param lines how they answer to this process
     */
    Watch destinations(Supplier<CompletionStage<List<DestinationLoad>>> loads,
            Function<String, Optional<LineState>> lines) {
        return new Watch("destination-stuck/", () -> loads.get().thenApply(all -> all.stream()
                .filter(load -> isStuck(load, lines.apply(load.destination()))).map(this::stuck).toList()));
    }

    private boolean isStuck(DestinationLoad load, Optional<LineState> line) {
        Instant oldest = load.oldest();
        return oldest != null && oldest.isBefore(clock.instant().minus(rules.get().stuck()))
                && load.open().queued() + load.open().retryAt() > 0
                && line.map(state -> state.trouble() > HOPELESS).orElse(true);
    }

    private Matter stuck(DestinationLoad load) {
        Instant oldest = load.oldest();
        long hours = oldest == null ? 0 : Duration.between(oldest, clock.instant()).toHours();
        return technical("destination-stuck/" + load.destination(), "destination-stuck", Urgency.URGENT,
                Map.of("destination", load.destination(), "hours", String.valueOf(hours)));
    }

    /** @param givenUp how many reports programs of units have not taken */
    Watch results(Supplier<CompletionStage<Integer>> givenUp) {
        return counted("results-not-taken", givenUp);
    }

    /** @param givenUp how many reports nothing could be made of */
    Watch reports(Supplier<CompletionStage<Integer>> givenUp) {
        return counted("reports-not-out", givenUp);
    }

    private Watch counted(String kind, Supplier<CompletionStage<Integer>> givenUp) {
        return new Watch(kind + "/", () -> givenUp.get().thenApply(count -> count == 0 ? List.of()
                : List.of(technical(kind + "/all", kind, Urgency.URGENT, Map.of("count", String.valueOf(count))))));
    }

    /** Contradictions in what arrived, on which a person of the unit must decide. */
    Watch contradictions(Alerts alerts) {
        return new Watch("contradictions/", () -> alerts.open(
                members.members().lists().units().stream().map(Unit::code).collect(Collectors.toUnmodifiableSet()),
                new Search.Page(0, ALERTS_LOOKED_AT)).thenApply(OwnMatters::contradictions));
    }

    private static List<Matter> contradictions(List<Alerts.Alert> open) {
        List<Matter> all = new ArrayList<>();
        open.stream().collect(Collectors.groupingBy(Alerts.Alert::unit, Collectors.counting()))
                .forEach((unit, count) -> all.add(new Matter("contradictions/" + unit, "contradictions", unit,
                        Urgency.ROUTINE, new Matter.Subject("", Map.of("count", String.valueOf(count))),
                        Ladder.of(new Ladder.Step(Duty.IMAGING, unit, HOURS),
                                new Ladder.Step(Duty.DEPARTMENT_HEAD, unit, DAY)))));
        return all;
    }

    /** Somebody of another unit, or of the own, has opened a study in an emergency. */
    Matter brokenGlass(BrokenGlass glass) {
        String owner = glass.place().owner();
        Duration answer = rules.get().answer();
        return new Matter("break-glass/" + glass.id(), "break-glass", owner, Urgency.URGENT,
                new Matter.Subject(glass.place().study(),
                        Map.of("account", glass.by().account(), "unit", glass.by().unit(), "due",
                                clock(glass.times().reviewDue()))),
                Ladder.of(new Ladder.Step(Duty.DEPARTMENT_HEAD, owner, answer),
                        new Ladder.Step(Duty.MEDICAL_OFFICE, owner, answer),
                        new Ladder.Step(Duty.SECURITY, home(), answer)));
    }

    private Matter technical(String key, String kind, Urgency urgency, Map<String, String> parameters) {
        return new Matter(key, kind, home(), urgency, new Matter.Subject("", parameters), technical());
    }
}
