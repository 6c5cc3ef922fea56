package org.lianzhen.gateway.app;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lianzhen.gateway.access.AccessRuleBook;
import org.lianzhen.gateway.access.AccountStore;
import org.lianzhen.gateway.access.Accounts;
import org.lianzhen.gateway.access.BreakGlass;
import org.lianzhen.gateway.access.BreakGlassNotices;
import org.lianzhen.gateway.access.Confirmation;
import org.lianzhen.gateway.access.FirstAccounts;
import org.lianzhen.gateway.access.LogIn;
import org.lianzhen.gateway.access.LoggedIn;
import org.lianzhen.gateway.access.OidcLogIn;
import org.lianzhen.gateway.access.OwnPassword;
import org.lianzhen.gateway.access.OwnSession;
import org.lianzhen.gateway.access.PasswordHasher;
import org.lianzhen.gateway.access.ProgramKeys;
import org.lianzhen.gateway.access.Programs;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.SecondFactors;
import org.lianzhen.gateway.access.SecretBox;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.access.SignedSenders;
import org.lianzhen.gateway.access.Signers;
import org.lianzhen.gateway.access.share.ShareLinks;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.access.BreakGlassFeature;
import org.lianzhen.gateway.http.account.AccessRuleFeature;
import org.lianzhen.gateway.http.account.AccountFeature;
import org.lianzhen.gateway.http.account.ProgramFeature;
import org.lianzhen.gateway.http.oidc.OidcClient;
import org.lianzhen.gateway.http.oidc.OidcFeature;
import org.lianzhen.gateway.http.session.SecondFactorFeature;
import org.lianzhen.gateway.http.session.SessionFeature;
import org.lianzhen.gateway.http.share.ShareFeature;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.access.PostgresAccessRuleStore;
import org.lianzhen.gateway.postgres.access.PostgresAccountStore;
import org.lianzhen.gateway.postgres.access.PostgresBreakGlassStore;
import org.lianzhen.gateway.postgres.access.PostgresOidcProviderStore;
import org.lianzhen.gateway.postgres.access.PostgresProgramStore;
import org.lianzhen.gateway.postgres.access.PostgresSecondFactorStore;
import org.lianzhen.gateway.postgres.access.PostgresSessionStore;
import org.lianzhen.gateway.postgres.access.PostgresShareLinkStore;
import org.lianzhen.gateway.postgres.access.PostgresSignerKeyStore;

/** Who may log in: the stores, the sessions in force, and the accounts that are there from the start. */
final class AccessSide implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final String KEY = "access.key";

    private final PasswordHasher hasher = new PasswordHasher();
    private final OidcClient identities = new OidcClient();
    private final AccountStore accounts;
    private final LoggedIn loggedIn;
    private final ShareLinks shares;
    private final SignedSenders programs;
    private final Confirmation confirmation;
    private final Signers signers;
    private final List<Feature> features;
    private final SecretBox box;

    /**
     * What is around accounts.
     *
     * @param keys folder of the key that seals second factors
     * @param notices how units hear that their studies were opened in an emergency
     * @param links by which browsers come back
     */
    record Surroundings(MemberDirectory members, Path keys, BreakGlassNotices notices, Links links) {}

    /**
     * @param pool of the database that has the accounts
     * @param around what else it needs
     */
    AccessSide(Pool pool, AuditLog audit, Surroundings around) throws StartException {
        MemberDirectory members = around.members();
        accounts = new PostgresAccountStore(pool);
        var sessions = new PostgresSessionStore(pool);
        loggedIn = new LoggedIn(sessions);
        shares = new ShareLinks(loggedIn, new PostgresShareLinkStore(pool));
        box = box(around.keys());
        var programStore = new PostgresProgramStore(pool);
        programs = new Programs(
                new Programs.Base(programStore, accounts, box, audit, InstantSource.system()));
        var factors = new SecondFactors(new PostgresSecondFactorStore(pool), accounts, box,
                InstantSource.system());
        var rules = new PostgresAccessRuleStore(pool);
        var base = new LogIn.Base(accounts, sessions, hasher, factors, audit);
        var logIn = new LogIn(base);
        confirmation = new Confirmation(logIn, factors);
        signers = new Signers(new PostgresSignerKeyStore(pool), box);
        var oidc = new OidcLogIn(base, new OidcLogIn.Means(new PostgresOidcProviderStore(pool), identities,
                programStore, box), InstantSource.system());
        var administration = new Accounts(base, loggedIn, code -> members.members().unit(code).isPresent());
        features = List.of(
                new SessionFeature(logIn, loggedIn, new OwnPassword(accounts, hasher, logIn, loggedIn),
                        new OwnSession(logIn, loggedIn)),
                new AccountFeature(administration, loggedIn), new SecondFactorFeature(factors, loggedIn),
                new AccessRuleFeature(new AccessRuleBook(rules)),
                new ProgramFeature(new ProgramKeys(programStore, box, InstantSource.system())),
                new OidcFeature(oidc, around.links()),
                new BreakGlassFeature(new BreakGlass(new BreakGlass.Base(new PostgresBreakGlassStore(pool), rules,
                        loggedIn, around.notices())), new Reach(members)),
                new ShareFeature(shares, new Reach(members), around.links()));
    }

    /** The file with what seals second factors. */
    static Path key(Path data) {
        return keys(data).resolve(KEY);
    }

    /** Its folder. */
    static Path keys(Path data) {
        return data.resolve("keys");
    }

    private static SecretBox box(Path keys) throws StartException {
        try {
            return SecretBox.of(keys.resolve(KEY));
        } catch (IOException e) {
            throw new StartException("start.accounts", e);
        }
    }

    /** What seals secrets. */
    SecretBox box() {
        return box;
    }

    /** Who is logged in. */
    Sessions sessions() {
        return shares;
    }

    /** Whether a session is in force; asking does not count as using it. */
    CompletionStage<Boolean> isOpen(Sessions.Session session) {
        return ShareLinks.isByLink(session.caller()) ? shares.isOpen(session)
                : loggedIn.list(session.caller().account())
                        .thenApply(open -> open.stream().anyMatch(one -> one.id().equals(session.id())));
    }

    /** Which programs sign requests. */
    SignedSenders programs() {
        return programs;
    }

    /** How people prove once more who they are. */
    Confirmation confirmation() {
        return confirmation;
    }

    /** Who signs reports. */
    Signers signers() {
        return signers;
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
        identities.close();
    }
}
