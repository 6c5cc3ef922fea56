package org.lianzhen.gateway.member;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The members in force. Lookups never wait: they see the version that was last loaded. */
public final class MemberDirectory {
    private final MemberStore store;
    private volatile Members members = Members.NONE;

    public MemberDirectory(MemberStore store) {
        this.store = store;
    }

    public Members members() {
        return members;
    }

    /** The unit that a caller belongs to when its AE title is known and it calls from an allowed address. */
    public Optional<DicomNode> caller(String aeTitle, InetSocketAddress peer) {
        String address = peer.getAddress() == null ? peer.getHostString() : peer.getAddress().getHostAddress();
        return members.node(aeTitle)
                .filter(node -> node.addresses().isEmpty() || node.addresses().contains(address));
    }

    /** Puts the newest version that is kept in force. */
    public CompletionStage<Void> load() {
        return store.newest().thenCompose(newest -> newest.isEmpty()
                ? CompletableFuture.completedStage(null)
                : put(newest.get().document()));
    }

    /**
     * Keeps a version and puts it in force, unless it says what is in force already.
     *
     * @return exceptionally with {@link MembersException} when it cannot be read; nothing is kept then
     */
    public CompletionStage<Void> replace(String author, String document) {
        try {
            MembersReader.read(document);
        } catch (MembersException e) {
            return CompletableFuture.failedStage(e);
        }
        return store.newest().thenCompose(newest -> newest.filter(old -> old.document().equals(document)).isPresent()
                ? CompletableFuture.completedStage(null)
                : store.add(newest.map(MemberVersion::number).orElse(0), author, document).thenApply(added -> null))
                .thenCompose(kept -> put(document));
    }

    private CompletionStage<Void> put(String document) {
        try {
            members = MembersReader.read(document);
            return CompletableFuture.completedStage(null);
        } catch (MembersException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
