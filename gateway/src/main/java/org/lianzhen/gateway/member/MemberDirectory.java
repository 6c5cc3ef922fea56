package org.lianzhen.gateway.member;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** The members in force. Lookups never wait: they see the version that was last loaded. */
public final class MemberDirectory {
    /** Where members' calendar days begin. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Each fails only because somebody else has kept a version meanwhile. */
    private static final int ATTEMPTS = 10;

    /** Documents are as large as a county's: an event loop shall not wait while one is read. */
    static final Executor READING = work -> Thread.ofVirtual().name("members").start(work);

    private final MemberStore store;
    private final Predicate<String> charsets;
    private final Clock clock;
    private final AtomicReference<InForce> inForce = new AtomicReference<>(
            new InForce(MemberVersion.NONE, Members.NONE));

    /** A version, and what it says. */
    public record InForce(MemberVersion version, Members members) {}

    /** @param charsets tells defined terms of Specific Character Set; no new version may name others */
    public MemberDirectory(MemberStore store, Predicate<String> charsets) {
        this(store, charsets, Clock.systemUTC());
    }

    MemberDirectory(MemberStore store, Predicate<String> charsets, Clock clock) {
        this.store = store;
        this.charsets = charsets;
        this.clock = clock;
    }

    /** The version in force with what it says, which belong together. */
    public InForce inForce() {
        return inForce.get();
    }

    public Members members() {
        return inForce.get().members();
    }

    /** The version in force; its number is 0 when there never was one. */
    public MemberVersion version() {
        return inForce.get().version();
    }

    /** Today in China. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** Codes of the units whose studies a unit may read today. */
    public Set<String> readableBy(String reader) {
        return members().readableBy(reader, today());
    }

    /** Whether a unit takes part today. */
    public boolean isIn(String unit) {
        return members().unit(unit).filter(found -> found.isIn(today())).isPresent();
    }

    /** Whether somebody may call us now. */
    public Admission admit(Admission.Call call) {
        return Admission.of(members(), call, today());
    }

    /** The node behind an association that was admitted, as long as it may call us; its certificate is not looked at again. */
    public Optional<DicomNode> caller(String aeTitle, InetSocketAddress peer) {
        return Admission.ofPresent(members(), aeTitle, peer, today()) instanceof Admission.Granted(DicomNode node)
                ? Optional.of(node)
                : Optional.empty();
    }

    /** Puts the newest version that is kept in force. */
    public CompletionStage<Void> load() {
        return store.newest().thenCompose(newest -> newest.isEmpty()
                ? CompletableFuture.completedStage(null)
                : read(newest.get()).thenAccept(members -> put(newest.get(), members)));
    }

    /**
     * What a version says; that of the one in force is known.
     *
     * @return exceptionally with {@link MembersException} when rules of today do not let an old one stand
     */
    public CompletionStage<Members> read(MemberVersion version) {
        InForce now = inForce.get();
        return version.equals(now.version())
                ? CompletableFuture.completedStage(now.members())
                : CompletableFuture.completedStage(version).thenComposeAsync(MemberDirectory::readAnew, READING);
    }

    private static CompletionStage<Members> readAnew(MemberVersion version) {
        try {
            return CompletableFuture.completedStage(MembersReader.read(version.document()));
        } catch (MembersException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Puts the newest version in force when another process has kept one; costs next to nothing when none has. */
    public CompletionStage<Void> refresh() {
        return store.newestNumber().thenCompose(newest -> newest > version().number()
                ? load()
                : CompletableFuture.completedStage(null));
    }

    /**
     * Keeps a version and puts it in force, unless it says what is in force already.
     *
     * @return exceptionally with {@link MembersException} when it cannot be read; nothing is kept then
     */
    public CompletionStage<Void> replace(String author, String document) {
        return replace(author, document, ATTEMPTS);
    }

    private CompletionStage<Void> replace(String author, String document, int attempts) {
        return store.newest().thenApply(newest -> newest.map(MemberVersion::number).orElse(0))
                .thenCompose(base -> edit(author, base, new MemberEdit.Replace(document)))
                .thenCompose(result -> switch (result) {
                    case EditResult.Done _,EditResult.Unchanged _ -> CompletableFuture.completedStage(null);
                    case EditResult.Refused(List<String> problems) -> CompletableFuture
                            .failedStage(new MembersException(problems));
                    case EditResult.Stale _ when attempts > 1 -> replace(author, document, attempts - 1);
                    case EditResult.Stale _,EditResult.Missing _,EditResult.Previewed _ -> CompletableFuture
                            .failedStage(
                                    new MembersException(List.of("somebody else has changed the members meanwhile")));
                });
    }

    /**
     * Puts the document of a file in force, unless the file has not changed since that was last done: what was edited meanwhile
     * stays.
     *
     * @param file under whose name versions of it are kept
     * @return as {@link #replace}
     */
    public CompletionStage<Void> offer(String file, String document) {
        return store.newestOf(file)
                .thenCompose(last -> last.filter(version -> version.document().equals(document)).isPresent()
                        ? load()
                        : replace(file, document));
    }

    /** One version; empty when there is none with this number. */
    public CompletionStage<Optional<MemberVersion>> version(int number) {
        return store.version(number);
    }

    /**
     * Versions, newest first.
     *
     * @param before only those with lower numbers
     * @param limit how many at most
     */
    public CompletionStage<List<MemberVersion>> versions(int before, int limit) {
        return store.versions(before, limit);
    }

    /**
     * What an edit would change; nothing is kept.
     *
     * @param base number of the version that the edit was made from
     * @return {@link EditResult.Previewed}, or why it could not be made
     */
    public CompletionStage<EditResult> preview(int base, MemberEdit edit) {
        return Draft.of(store, base, edit, charsets).thenCompose(draft -> switch (draft) {
            case Draft.Ended(EditResult result) -> CompletableFuture.completedStage(result);
            case Draft.Ready ready -> read(ready.newest())
                    .<EditResult>thenApply(before -> new EditResult.Previewed(
                            MemberChange.between(before, ready.members())))
                    .exceptionallyCompose(MemberDirectory::refused);
        });
    }

    private static CompletionStage<EditResult> refused(Throwable fault) {
        Throwable cause = fault instanceof CompletionException wrapped ? wrapped.getCause() : fault;
        return cause instanceof MembersException wrong
                ? CompletableFuture.completedStage(new EditResult.Refused(wrong.problems()))
                : CompletableFuture.failedStage(fault);
    }

    /**
     * Changes the members: keeps a new version and puts it in force.
     *
     * @param base number of the version that the edit was made from
     */
    public CompletionStage<EditResult> edit(String author, int base, MemberEdit edit) {
        return Draft.of(store, base, edit, charsets).thenCompose(draft -> switch (draft) {
            case Draft.Ended(EditResult result) -> CompletableFuture.completedStage(result);
            case Draft.Ready ready -> keep(author, ready);
        });
    }

    private CompletionStage<EditResult> keep(String author, Draft.Ready ready) {
        MemberVersion newest = ready.newest();
        if (ready.document().equals(newest.document())) {
            put(newest, ready.members());
            return CompletableFuture.completedStage(new EditResult.Unchanged(newest));
        }
        return store.add(newest.number(), author, ready.document()).thenCompose(added -> {
            if (added.isEmpty()) {
                return store.newest()
                        .thenApply(other -> new EditResult.Stale(other.map(MemberVersion::number).orElse(0)));
            }
            put(added.get(), ready.members());
            return CompletableFuture.completedStage(new EditResult.Done(added.get()));
        });
    }

    /** Never an older one than what is in force. */
    private void put(MemberVersion version, Members read) {
        var next = new InForce(version, read);
        inForce.updateAndGet(now -> now.version().number() > version.number() ? now : next);
    }
}
