package org.lianzhen.gateway.route;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;

/** The routes in force. Lookups never wait: they see the version that was last loaded, and none before the first was. */
public final class RouteDirectory {
    private static final Executor READING = work -> Thread.ofVirtual().name("routes").start(work);

    /** Studies that a rehearsal looks at. */
    private static final int REHEARSED = 500;

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

    /** Puts the newest version that is kept in force. */
    public CompletionStage<Void> load() {
        return newest().thenComposeAsync(version -> {
            try {
                put(RoutesReader.read(version));
                return CompletableFuture.completedStage(null);
            } catch (RoutesException e) {
                return CompletableFuture.failedStage(e);
            }
        }, READING);
    }

    /** The newest version; its number is 0 when there never was one. */
    public CompletionStage<RouteVersion> newest() {
        return store.versions(1).thenApply(all -> all.isEmpty() ? RouteVersion.NONE : all.getFirst());
    }

    /** Versions, newest first. */
    public CompletionStage<List<RouteVersion>> versions(int limit) {
        return store.versions(limit);
    }

    /**
     * Keeps a version and puts it in force.
     *
     * @param base number of the version that it was made from
     * @return empty when that is no longer the newest; exceptionally with {@link RoutesException} when it cannot be read, or names
     *     units or nodes that are not there; nothing is kept in both cases
     */
    public CompletionStage<Optional<RouteVersion>> replace(int base, String author, String document) {
        return CompletableFuture.completedStage(document).thenComposeAsync(text -> {
            try {
                RoutesReader.read(text, members.members());
            } catch (RoutesException e) {
                return CompletableFuture.failedStage(e);
            }
            return store.add(base, author, text);
        }, READING).thenCompose(added -> added.isEmpty()
                ? CompletableFuture.completedStage(added)
                : load().thenApply(loaded -> added));
    }

    /**
     * What a document would do with what arrived of late, if all of its routes were active; nothing is kept.
     *
     * @return exceptionally as of {@link #replace}
     */
    public CompletionStage<Rehearsal> rehearse(String document) {
        Members now = members.members();
        return store.arrivedLately(REHEARSED).thenComposeAsync(studies -> {
            try {
                return CompletableFuture.completedStage(
                        Rehearsing.of(new Routing(RoutesReader.read(document, now), now), studies));
            } catch (RoutesException e) {
                return CompletableFuture.failedStage(e);
            }
        }, READING);
    }

    /** Never an older one than what is in force. */
    private void put(Routes next) {
        inForce.updateAndGet(now -> now != null && now.version() > next.version() ? now : next);
    }
}
