package org.lianzhen.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
                        ? add(change)
                        : newest().thenCompose(now -> now.number() == change.base()
                                ? checked(now, next).thenCompose(ready -> add(change))
                                : CompletableFuture.completedStage(Optional.empty())));
    }

    private CompletionStage<Optional<RouteVersion>> add(RouteChange change) {
        return store.add(change.base(), change.author(), change.document()).thenCompose(added -> added.isEmpty()
                ? CompletableFuture.completedStage(added)
                : load().thenApply(loaded -> added));
    }

    private CompletionStage<Void> checked(RouteVersion now, Routes next) {
        return CompletableFuture.completedStage(now).thenComposeAsync(RouteDirectory::read, READING)
                .thenCompose(before -> {
                    var switchOn = new SwitchOn(before, next);
                    return switchOn.fresh().isEmpty()
                            ? CompletableFuture.completedStage(null)
                            : store.rehearsals(REMEMBERED).thenComposeAsync(kept -> {
                                List<String> problems = switchOn.problems(routes(kept));
                                return problems.isEmpty()
                                        ? CompletableFuture.completedStage(null)
                                        : CompletableFuture.failedStage(new NotRehearsedException(problems));
                            }, READING);
                });
    }

    /** What rules of today do not let stand is as if it had not been rehearsed. */
    private static List<Routes> routes(List<KeptRehearsal> rehearsals) {
        List<Routes> all = new ArrayList<>();
        for (String document : rehearsals.stream().map(KeptRehearsal::document).distinct().toList()) {
            try {
                all.add(RoutesReader.read(new RouteVersion(0, "", RouteVersion.NONE.madeAt(), document)));
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
     * @return the new version, if any; exceptionally as of {@link #replace}
     */
    public CompletionStage<Optional<RouteVersion>> offer(String file, String document) {
        return store.newestOf(file).thenCompose(last -> last.filter(one -> one.document().equals(document)).isPresent()
                ? load().thenApply(loaded -> Optional.empty())
                : offer(file, document, ATTEMPTS));
    }

    private CompletionStage<Optional<RouteVersion>> offer(String file, String document, int attempts) {
        return newest().thenCompose(now -> replace(new RouteChange(now.number(), file, document, true)))
                .thenCompose(added -> added.isPresent() || attempts == 1
                        ? CompletableFuture.completedStage(added)
                        : offer(file, document, attempts - 1));
    }

    /**
     * What a document would do with what arrived on some days, if all of its routes were active. That it was rehearsed is kept, unless
     * nothing arrived on them, and nothing else.
     *
     * @param days of arrival; with {@link Period#ALWAYS} the newest studies
     * @return exceptionally as of {@link #replace}
     */
    public CompletionStage<Rehearsal> rehearse(String author, String document, Period days) {
        int most = days.equals(Period.ALWAYS) ? USUALLY_REHEARSED : MOST_REHEARSED;
        Members now = members.members();
        return newest().thenCompose(version -> store.arrived(days, most + 1)
                .thenComposeAsync(all -> read(document, now).thenApply(routes -> {
                    List<List<Subject>> studies = all.subList(0, Math.min(most, all.size()));
                    return Rehearsing.of(new Routing(routes, now), studies, new Rehearsal.Extent(version.number(),
                            Rehearsing.days(studies), studies.size(), all.size() > most));
                }), READING)).thenCompose(rehearsal -> shows(rehearsal, days)
                        ? store.keep(author, document, rehearsal).thenApply(kept -> rehearsal)
                        : CompletableFuture.completedStage(rehearsal));
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
