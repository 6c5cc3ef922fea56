package org.lianzhen.gateway.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Account.State;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** The accounts that are there before anybody can make one. */
public final class FirstAccounts {
    /** Name of the first account of all. */
    public static final String ADMINISTRATOR = "admin";

    private final AccountStore store;
    private final PasswordHasher hasher;

    public FirstAccounts(AccountStore store, PasswordHasher hasher) {
        this.store = store;
        this.hasher = hasher;
    }

    /**
     * Makes an administrator of accounts when there is no account at all.
     *
     * @return its password, to be told once and kept nowhere; it must be changed at the first log-in
     */
    public CompletionStage<Optional<String>> administrator() {
        return store.list("", 1).thenCompose(present -> {
            if (!present.isEmpty()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            String password = Tokens.password();
            var account = new Account(ADMINISTRATOR, "管理员", "", Set.of(Role.SECURITY_ADMIN), State.ACTIVE, true,
                    Account.Kind.PERSON, "");
            return hasher.hash(password).thenCompose(hash -> store.createFirst(account, hash, event(account)))
                    .thenApply(created -> created ? Optional.of(password) : Optional.empty());
        });
    }

    /** Makes those of the demonstration that are missing, all with the same password, which breaks every rule. */
    public CompletionStage<Void> demonstration(List<Account> accounts, String password) {
        return hasher.hash(password).thenCompose(hash -> {
            CompletionStage<Boolean> made = CompletableFuture.completedStage(true);
            for (Account account : accounts) {
                Account shown = account.with(Account.Kind.DEMONSTRATION);
                made = made.thenCompose(before -> store.create(shown, hash, event(shown)));
            }
            return made.thenAccept(last -> {});
        });
    }

    private static AuditEvent event(Account account) {
        return AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.ACCOUNT_CHANGE, account.name())
                .with(Map.of("change", "create"));
    }
}
