package org.lianzhen.gateway.app;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lianzhen.gateway.access.AccountStore;
import org.lianzhen.gateway.access.Accounts;
import org.lianzhen.gateway.access.FirstAccounts;
import org.lianzhen.gateway.access.LogIn;
import org.lianzhen.gateway.access.LoggedIn;
import org.lianzhen.gateway.access.OwnPassword;
import org.lianzhen.gateway.access.PasswordHasher;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.account.AccountFeature;
import org.lianzhen.gateway.http.session.SessionFeature;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.access.PostgresAccountStore;
import org.lianzhen.gateway.postgres.access.PostgresSessionStore;

/** Who may log in: the stores, the sessions in force, and the accounts that are there from the start. */
final class AccessSide implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final PasswordHasher hasher = new PasswordHasher();
    private final AccountStore accounts;
    private final LoggedIn loggedIn;
    private final List<Feature> features;

    /** @param pool of the database that has the accounts */
    AccessSide(Pool pool, AuditLog audit, MemberDirectory members) {
        accounts = new PostgresAccountStore(pool);
        var sessions = new PostgresSessionStore(pool);
        loggedIn = new LoggedIn(sessions);
        var logIn = new LogIn(new LogIn.Base(accounts, sessions, hasher, audit));
        var administration = new Accounts(accounts, hasher, loggedIn,
                code -> members.members().unit(code).isPresent());
        features = List.of(new SessionFeature(logIn, loggedIn, new OwnPassword(accounts, hasher, logIn, loggedIn)),
                new AccountFeature(administration));
    }

    /** Who is logged in. */
    Sessions sessions() {
        return loggedIn;
    }

    /** Whether a session is in force; asking does not count as using it. */
    CompletionStage<Boolean> isOpen(Sessions.Session session) {
        return loggedIn.list(session.caller())
                .thenApply(open -> open.stream().anyMatch(one -> one.id().equals(session.id())));
    }

    /** What the web serves of it. */
    List<Feature> features() {
        return features;
    }

    /**
     * Makes the accounts of the demonstration, or a first one when there is none; blocks.
     *
     * @return the password of an account that was made just now, and that nobody knows yet
     */
    Optional<String> begin(boolean demo) throws StartException {
        var first = new FirstAccounts(accounts, hasher);
        return demo
                ? await(first.demonstration(DemoAccounts.ALL, DemoAccounts.PASSWORD)
                        .thenApply(done -> Optional.empty()))
                : await(first.administrator());
    }

    private static <T> T await(CompletionStage<T> stage) throws StartException {
        try {
            return stage.toCompletableFuture().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StartException("start.accounts", String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new StartException("start.accounts", new IOException("the database does not answer", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("start.accounts", String.valueOf(e));
        }
    }

    @Override
    public void close() {
        hasher.close();
    }
}
