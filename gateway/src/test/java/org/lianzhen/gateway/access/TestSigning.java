package org.lianzhen.gateway.access;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.lianzhen.gateway.audit.AuditEvent;

/** Lets people of a test prove who they are, and sign, without a database. */
public final class TestSigning implements AutoCloseable {
    public static final String PASSWORD = "correct horse";

    private final MemoryAccounts accounts = new MemoryAccounts();
    private final PasswordHasher hasher = new PasswordHasher();
    private final SecondFactors factors = new SecondFactors(new MemoryFactors(), accounts, MemoryFactors.box(),
            InstantSource.system());
    private final AtomicInteger wrong = new AtomicInteger();
    private final Keys keys = new Keys();
    private final Signers signers = new Signers(keys, MemoryFactors.box());
    private final LogIn logIn = new LogIn(new LogIn.Base(accounts, new MemorySessions(), hasher, factors, event -> {
        wrong.incrementAndGet();
        return CompletableFuture.completedStage(null);
    }));

    /** @param people who may sign */
    public TestSigning(String... people) {
        for (String name : people) {
            accounts.put(new Account(name, name, "CH1", Set.of(Role.RADIOLOGIST), Account.State.ACTIVE, false,
                    Account.Kind.PERSON, ""), PASSWORD);
        }
    }

    public static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    public Confirmation confirmation() {
        return new Confirmation(logIn, factors);
    }

    public Signers signers() {
        return signers;
    }

    /** How many passwords were found wrong. */
    public int wrong() {
        return wrong.get();
    }

    /** How many keys were made. */
    public int keys() {
        return keys.made.size();
    }

    @Override
    public void close() {
        hasher.close();
    }

    /** Keys of a test. */
    private static final class Keys implements SignerKeyStore {
        private final ConcurrentHashMap<String, SealedKey> made = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Optional<SealedKey>> newest(String account, Signature.Algorithm algorithm) {
            return CompletableFuture.completedStage(Optional.ofNullable(made.get(account + " " + algorithm)));
        }

        @Override
        public CompletionStage<Void> add(String account, SealedKey key, AuditEvent event) {
            made.put(account + " " + key.algorithm(), key);
            return CompletableFuture.completedStage(null);
        }
    }
}
