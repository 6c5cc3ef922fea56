package org.lianzhen.gateway.access;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Accounts of a test, which keeps the events and can be away. */
final class MemoryAccounts implements AccountStore {
    static final AccessRules RULES = new AccessRules(
            new AccessRules.LogIns(5, Duration.ofMinutes(15), 60),
            new AccessRules.SessionTimes(Duration.ofMinutes(15), Duration.ofHours(12), AddressBinding.EXACT),
            Set.of(Role.RADIOLOGIST), new AccessRules.Emergencies(Set.of(Role.CLINICIAN), Duration.ofHours(4),
                    Duration.ofHours(24)));

    final Map<String, Credential> accounts = new TreeMap<>();
    final List<AuditEvent> events = new ArrayList<>();
    @Nullable
    NewPassword lastPassword;
    private final Map<String, Integer> attempts = new TreeMap<>();
    private final Map<String, Duration> locks = new TreeMap<>();
    boolean away;

    void put(Account account, String password) {
        accounts.put(account.name(), new Credential(account, PasswordHash.of(password)));
    }

    void lock(String name, Duration left) {
        locks.put(name, left);
    }

    private <T> CompletionStage<T> answer(Supplier<T> work) {
        return away
                ? CompletableFuture.failedStage(new AccessUnavailableException("away", new IOException()))
                : CompletableFuture.completedStage(work.get());
    }

    @Override
    public CompletionStage<AccessRules> rules() {
        return answer(() -> RULES);
    }

    @Override
    public CompletionStage<Optional<Credential>> find(String name) {
        return answer(() -> Optional.ofNullable(accounts.get(name)));
    }

    @Override
    public CompletionStage<List<Account>> list(String after, int limit) {
        return answer(() -> accounts.values().stream().map(Credential::account)
                .filter(account -> account.name().compareTo(after) > 0).limit(limit).toList());
    }

    @Override
    public CompletionStage<Optional<String>> numbered(String unit, String staffNumber) {
        return answer(() -> accounts.values().stream().map(Credential::account)
                .filter(one -> one.unit().equals(unit) && one.staffNumber().equals(staffNumber)).map(Account::name)
                .findFirst());
    }

    @Override
    public CompletionStage<Boolean> create(Account account, String passwordHash, AuditEvent event) {
        return answer(() -> {
            if (accounts.containsKey(account.name())) {
                return false;
            }
            accounts.put(account.name(), new Credential(account, passwordHash));
            return events.add(event);
        });
    }

    @Override
    public CompletionStage<Boolean> createFirst(Account account, String passwordHash, AuditEvent event) {
        return accounts.isEmpty() ? create(account, passwordHash, event) : answer(() -> false);
    }

    @Override
    public CompletionStage<Boolean> change(Account present, Account wanted, AuditEvent event) {
        return answer(() -> {
            Credential old = accounts.get(present.name());
            return old != null && old.account().equals(present)
                    && accounts.replace(present.name(), old,
                            new Credential(wanted, old.passwordHash()))
                    && events.add(event);
        });
    }

    @Override
    public CompletionStage<Boolean> changePassword(NewPassword password, AuditEvent event) {
        lastPassword = password;
        return answer(() -> accounts.computeIfPresent(password.account(), (same, old) -> {
            Account account = old.account();
            return new Credential(account.with(password.mustChange()), password.hash());
        }) != null && events.add(event));
    }

    @Override
    public CompletionStage<Duration> attempt(String name) {
        return answer(() -> {
            Duration lock = locks.getOrDefault(name, Duration.ZERO);
            if (lock.isZero() && attempts.merge(name, 1, Integer::sum) == RULES.logIns().failures()) {
                attempts.remove(name);
                lock(name, RULES.logIns().lock());
            }
            return lock;
        });
    }

    @Override
    public CompletionStage<Void> forgive(String name) {
        attempts.remove(name);
        locks.remove(name);
        return CompletableFuture.completedStage(null);
    }

    /** What counts against a name now. */
    int attempts(String name) {
        return attempts.getOrDefault(name, 0);
    }
}
