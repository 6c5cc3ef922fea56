package org.lianzhen.gateway.member;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The members in force. Lookups never wait: they see the version that was last loaded. */
public final class MemberDirectory {
    /** Where members' calendar days begin. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final MemberStore store;
    private final Clock clock;
    private final AtomicReference<InForce> inForce = new AtomicReference<>(
            new InForce(MemberVersion.NONE, Members.NONE));

    private record InForce(MemberVersion version, Members members) {}

    public MemberDirectory(MemberStore store) {
        this(store, Clock.systemUTC());
    }

    MemberDirectory(MemberStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
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
        return store.newest().thenCompose(
                newest -> newest.isEmpty() ? CompletableFuture.completedStage(null) : put(newest.get()));
    }

    /**
     * Keeps a version and puts it in force, unless it says what is in force already.
     *
     * @return exceptionally with {@link MembersException} when it cannot be read; nothing is kept then
     */
    public CompletionStage<Void> replace(String author, String document) {
        return store.newest().thenApply(newest -> newest.map(MemberVersion::number).orElse(0))
                .thenCompose(base -> edit(author, base, new MemberEdit.Replace(document)))
                .thenCompose(result -> switch (result) {
                    case EditResult.Done _, EditResult.Unchanged _ -> CompletableFuture.completedStage(null);
                    case EditResult.Refused(List<String> problems) ->
                        CompletableFuture.failedStage(new MembersException(problems));
                    case EditResult.Stale _, EditResult.Missing _ -> CompletableFuture.failedStage(
                            new MembersException(List.of("somebody else has changed the members meanwhile")));
                });
    }

    /**
     * Changes the members: keeps a new version and puts it in force.
     *
     * @param base number of the version that the edit was made from
     */
    public CompletionStage<EditResult> edit(String author, int base, MemberEdit edit) {
        return store.newest().thenApply(newest -> newest.orElse(MemberVersion.NONE)).thenCompose(newest -> {
            if (newest.number() != base) {
                return CompletableFuture.completedStage(new EditResult.Stale(newest.number()));
            }
            return old(edit).thenCompose(old -> keep(author, newest, edit, old));
        });
    }

    /** The version that an edit speaks of; empty when it speaks of none, or there is none. */
    private CompletionStage<Optional<MemberVersion>> old(MemberEdit edit) {
        return edit instanceof MemberEdit.Restore(int number)
                ? store.version(number)
                : CompletableFuture.completedStage(Optional.empty());
    }

    private CompletionStage<EditResult> keep(String author, MemberVersion newest, MemberEdit edit,
            Optional<MemberVersion> old) {
        try {
            String document = document(newest, edit, old.map(MemberVersion::document).orElse(null));
            if (document == null) {
                return CompletableFuture.completedStage(new EditResult.Missing());
            }
            MembersReader.read(document);
            return document.equals(newest.document())
                    ? put(newest).thenApply(done -> new EditResult.Unchanged(newest))
                    : store.add(newest.number(), author, document).thenCompose(this::inForce);
        } catch (MembersException e) {
            return CompletableFuture.completedStage(new EditResult.Refused(e.problems()));
        }
    }

    private static @Nullable String document(MemberVersion newest, MemberEdit edit, @Nullable String old)
            throws MembersException {
        return switch (edit) {
            case MemberEdit.Replace(String document) -> document;
            case MemberEdit.Restore _ -> old;
            case MemberEdit.Put put -> MemberEdits.put(MembersReader.read(newest.document()), put);
            case MemberEdit.Remove remove ->
                MemberEdits.remove(MembersReader.read(newest.document()), remove).orElse(null);
        };
    }

    private CompletionStage<EditResult> inForce(Optional<MemberVersion> added) {
        return added.isEmpty()
                ? store.newest().thenApply(
                        newest -> new EditResult.Stale(newest.map(MemberVersion::number).orElse(0)))
                : put(added.get()).thenApply(done -> new EditResult.Done(added.get()));
    }

    private CompletionStage<Void> put(MemberVersion version) {
        try {
            var next = new InForce(version, MembersReader.read(version.document()));
            inForce.updateAndGet(now -> now.version().number() > version.number() ? now : next);
            return CompletableFuture.completedStage(null);
        } catch (MembersException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
