package org.lianzhen.gateway.route;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Period;

/** The routes in force. Lookups never wait: they see the version that was last loaded, and none before the first was. */
public final class RouteDirectory {
    private static final Executor READING = work -> Thread.ofVirtual().name("routes").start(work);

    /** Studies that a rehearsal looks at when nobody says which. */
    private static final int USUALLY_REHEARSED = 500;
    /** Studies that it looks at in any case. */
    private static final int MOST_REHEARSED = 5000;
    /** Rehearsals after which one is forgotten. */
    private static final int REMEMBERED = 50;
    /** Each fails only because somebody else has kept a version meanwhile. */
    private static final int ATTEMPTS = 10;

    private final RouteStore store;
    private final MemberDirectory members;
    private final AtomicReference<@Nullable Routes> inForce = new AtomicReference<>();

    /** @param members whom new versions may name, and who may read what */
    public RouteDirectory(RouteStore store, MemberDirectory members) {
        this.store = store;
        this.members = members;
    }

    /** By the routes and the members in force at this moment; empty while nobody knows which routes those are. */
    public Optional<Routing> routing() {
        return Optional.ofNullable(inForce.get()).map(routes -> new Routing(routes, members.members()));
    }

    /** What of the routes in force concerns a unit today; empty while nobody knows which routes those are. */
    public Optional<Routes> concerning(String unit) {
        return routing().map(routing -> routing.concerning(unit, members.today()));
    }

    /** Codes of all destinations; empty while nobody knows which routes are in force. */
    public Optional<Set<String>> destinations() {
        return routing().map(routing -> routing.routes().destinations().stream().map(Destination::code)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Codes of the destinations that belong to a unit that takes part; none while nobody knows. */
    public Set<String> destinationsOf(String unit) {
        return members.isIn(unit)
                ? routing().map(routing -> routing.routes().destinationsOf(unit)).orElse(Set.of())
                : Set.of();
    }

    /** Puts the newest version that is kept in force. */
    public CompletionStage<Void> load() {
        return newest().thenComposeAsync(version -> read(version).thenAccept(this::put), READING);
    }

    private static CompletionStage<Routes> read(RouteVersion version) {
        try {
            return CompletableFuture.completedStage(RoutesReader.read(version));
        } catch (RoutesException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static CompletionStage<Routes> read(String document, Members members) {
        try {
            return CompletableFuture.completedStage(RoutesReader.read(document, members));
        } catch (RoutesException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The newest version; its number is 0 when there never was one. */
    public CompletionStage<RouteVersion> newest() {
        return store.versions(1).thenApply(all -> all.isEmpty() ? RouteVersion.NONE : all.getFirst());
    }

    /** Versions, newest first. */
    public CompletionStage<List<RouteVersion>> versions(int limit) {
        return store.versions(limit);
    }

    /** Rehearsals, newest first. */
    public CompletionStage<List<KeptRehearsal>> rehearsals(int limit) {
        return store.rehearsals(limit);
    }

    /**
     * Keeps a version and puts it in force.
     *
     * @return empty when it was not made from the newest; exceptionally with {@link RoutesException} when it cannot be read, or names
     *     units or nodes that are not there, and with {@link NotRehearsedException} when routes become active that nobody has
     *     proposed and rehearsed; nothing is kept in all these cases
     */
    public CompletionStage<Optional<RouteVersion>> replace(RouteChange change) {
        return CompletableFuture.completedStage(change)
                .thenComposeAsync(wanted -> read(wanted.document(), members.members()), READING)
                .thenCompose(next -> change.withoutRehearsal()
                        ? add(change.addition())
                        : newest().thenCompose(now -> now.number() == change.base()
                                ? checked(now, next).thenCompose(shown -> add(change.addition().backedBy(shown)))
                                : CompletableFuture.completedStage(Optional.empty())));
    }

    private CompletionStage<Optional<RouteVersion>> add(Addition addition) {
        return store.add(addition).thenCompose(added -> added.isEmpty()
                ? CompletableFuture.completedStage(added)
                : load().thenApply(loaded -> added));
    }

    /** Gives the rehearsals that have shown what becomes active. */
    private CompletionStage<Set<UUID>> checked(RouteVersion now, Routes next) {
        return CompletableFuture.completedStage(now).thenComposeAsync(RouteDirectory::before, READING)
                .thenCompose(before -> {
                    var switchOn = new SwitchOn(before, next);
                    return switchOn.fresh().isEmpty()
                            ? CompletableFuture.completedStage(Set.of())
                            : store.rehearsed(REMEMBERED).thenComposeAsync(kept -> shown(switchOn, kept), READING);
                });
    }

    /** Whoever wants to put another version in force must not look for its faults in that one. */
    private static CompletionStage<Routes> before(RouteVersion now) {
        try {
            return CompletableFuture.completedStage(RoutesReader.read(now));
        } catch (RoutesException e) {
            return CompletableFuture.failedStage(new RoutesException(List.of("version " + now.number()
                    + ", which is kept and was the newest, cannot be read, so that nobody knows what becomes active: "
                    + e.getMessage())));
        }
    }

    private static CompletionStage<Set<UUID>> shown(SwitchOn switchOn, List<Rehearsed> kept) {
        SequencedMap<UUID, Routes> rehearsed = routes(kept);
        List<String> problems = switchOn.problems(rehearsed.values());
        return problems.isEmpty()
                ? CompletableFuture.completedStage(switchOn.backing(rehearsed))
                : CompletableFuture.failedStage(new NotRehearsedException(problems));
    }

    /** What rules of today do not let stand is as if it had not been rehearsed; of the same the newest counts. */
    private static SequencedMap<UUID, Routes> routes(List<Rehearsed> rehearsals) {
        SequencedMap<UUID, Routes> all = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        for (Rehearsed one : rehearsals) {
            try {
                if (known.add(one.document())) {
                    all.put(one.rehearsal(), RoutesReader
                            .read(new RouteVersion(0, "", RouteVersion.NONE.madeAt(), one.document(), "")));
                }
            } catch (RoutesException e) {
                // does not count
            }
        }
        return all;
    }

    /**
     * Puts the document of a file in force, with whatever routes it makes active, unless the file has not changed since that was last
     * done: what was changed meanwhile stays.
     *
     * @param file under whose name versions of it are kept
     * @param event that is put on record together with the version of a number, or neither is
     * @return the new version, if any; exceptionally as of {@link #replace}
     */
    public CompletionStage<Optional<RouteVersion>> offer(String file, String document, IntFunction<AuditEvent> event) {
        return store.newestOf(file).thenCompose(last -> last.filter(one -> one.document().equals(document)).isPresent()
                ? load().thenApply(loaded -> Optional.<RouteVersion>empty())
                : CompletableFuture.completedStage(document)
                        .thenComposeAsync(wanted -> read(wanted, members.members()), READING)
                        .thenCompose(next -> add(Addition.of(0, file, document), event, ATTEMPTS)));
    }

    /** After whatever is the newest. */
    private CompletionStage<Optional<RouteVersion>> add(Addition wanted, IntFunction<AuditEvent> event, int attempts) {
        return newest().thenCompose(now -> add(Addition.of(now.number(), wanted.author(), wanted.document())
                .recorded(event.apply(now.number() + 1))))
                .thenCompose(added -> added.isPresent() || attempts == 1
                        ? CompletableFuture.completedStage(added)
                        : add(wanted, event, attempts - 1));
    }

    /**
     * What a document would do with what arrived on some days, if all of its routes were active. That it was rehearsed is kept, unless
     * nothing arrived on them, and nothing else.
     *
     * @param days of arrival; with {@link Period#ALWAYS} the newest studies
     * @return exceptionally as of {@link #replace}
     */
    public CompletionStage<Rehearsal> rehearse(String author, String document, Period days) {
        int most = most(days);
        Members now = members.members();
        return newest().thenCompose(version -> store.arrived(days, most + 1)
                .thenComposeAsync(all -> read(document, now).thenApply(routes -> {
                    List<ArrivedStudy> studies = all.subList(0, Math.min(most, all.size()));
                    return Rehearsing.of(new Routing(routes, now), studies, new Rehearsal.Extent(version.number(),
                            Rehearsing.days(studies), studies.size(), all.size() > most));
                }), READING)).thenCompose(rehearsal -> shows(rehearsal, days)
                        ? store.keep(author, document, rehearsal).thenApply(kept -> rehearsal)
                        : CompletableFuture.completedStage(rehearsal));
    }

    private static int most(Period days) {
        return days.equals(Period.ALWAYS) ? USUALLY_REHEARSED : MOST_REHEARSED;
    }

    /**
     * Which of the same studies a document would send elsewhere than the routes in force do, if all of its routes were active.
     *
     * @return exceptionally as of {@link #replace}
     */
    public CompletionStage<Comparison> compare(String document, Period days) {
        int most = most(days);
        Members now = members.members();
        return load().thenCompose(loaded -> store.arrived(days, most + 1))
                .thenComposeAsync(all -> read(document, now).thenApply(next -> Comparison.of(
                        new Routing(Objects.requireNonNull(inForce.get(), "loaded"), now), new Routing(next, now),
                        all.subList(0, Math.min(most, all.size())), all.size() > most)), READING);
    }

    /** Days on which nothing arrived show nothing, but who has nothing at all cannot be shown more. */
    private static boolean shows(Rehearsal rehearsal, Period days) {
        return days.equals(Period.ALWAYS) || rehearsal.extent().studies() > 0;
    }

    /** Never an older one than what is in force. */
    private void put(Routes next) {
        inForce.updateAndGet(now -> now != null && now.version() > next.version() ? now : next);
    }
}
