package org.lianzhen.gateway.member;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an edit would make of the newest version. */
sealed interface Draft {

    /** This. */
    record Ready(MemberVersion newest, String document, Members members) implements Draft {}

    /** Nothing. */
    record Ended(EditResult result) implements Draft {}

    /**
     * @param base number of the version that the edit was made from
     * @param charsets tells defined terms of Specific Character Set
     */
    static CompletionStage<Draft> of(MemberStore store, int base, MemberEdit edit, Predicate<String> charsets) {
        return store.newest().thenApply(newest -> newest.orElse(MemberVersion.NONE)).thenCompose(newest -> {
            if (newest.number() != base) {
                return CompletableFuture.completedStage(new Ended(new EditResult.Stale(newest.number())));
            }
            return restored(store, edit).thenApplyAsync(old -> draft(newest, edit, old, charsets),
                    MemberDirectory.READING);
        });
    }

    /** The version that an edit puts in force again; empty when it puts none, or there is none. */
    private static CompletionStage<Optional<MemberVersion>> restored(MemberStore store, MemberEdit edit) {
        return edit instanceof MemberEdit.Restore(int number)
                ? store.version(number)
                : CompletableFuture.completedStage(Optional.empty());
    }

    private static Draft draft(MemberVersion newest, MemberEdit edit, Optional<MemberVersion> old,
            Predicate<String> charsets) {
        try {
            String document = switch (edit) {
                case MemberEdit.Replace(String whole) -> whole;
                case MemberEdit.Restore _ -> old.map(MemberVersion::document).orElse(null);
                case MemberEdit.Put put -> MemberEdits.put(MembersReader.read(newest.document()), put);
                case MemberEdit.Remove remove -> without(newest, remove);
            };
            return document == null
                    ? new Ended(new EditResult.Missing())
                    : new Ready(newest, document, MembersReader.read(document, charsets));
        } catch (MembersException e) {
            return new Ended(new EditResult.Refused(e.problems()));
        }
    }

    private static @Nullable String without(MemberVersion newest, MemberEdit.Remove edit) throws MembersException {
        return MemberEdits.remove(MembersReader.read(newest.document()), edit).orElse(null);
    }
}
