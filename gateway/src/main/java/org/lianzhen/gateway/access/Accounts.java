package org.lianzhen.gateway.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lianzhen.gateway.access.AccountResult.Reason;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** The administration of accounts. Nobody changes the rights of an account of their own. */
public final class Accounts {
    private static final int LONGEST_NAME = 100;
    /** As orders have it: SH, without what would divide values. */
    private static final Predicate<String> STAFF_NUMBER = Pattern.compile("[^\\p{Cntrl}\\\\]{0,64}").asMatchPredicate();

    private final AccountStore store;
    private final PasswordHasher hasher;
    private final SecondFactors factors;
    private final LoggedIn loggedIn;
    private final Predicate<String> knownUnit;

    /** @param knownUnit whether there is a unit with this code */
    public Accounts(LogIn.Base base, LoggedIn loggedIn, Predicate<String> knownUnit) {
        store = base.accounts();
        hasher = base.hasher();
        factors = base.factors();
        this.loggedIn = loggedIn;
        this.knownUnit = knownUnit;
    }

    /** Accounts by name, those after {@code after}. */
    public CompletionStage<List<Account>> list(String after, int limit) {
        return store.list(after, limit);
    }

    public CompletionStage<Optional<Account>> find(String name) {
        return store.find(name).thenApply(found -> found.map(AccountStore.Credential::account));
    }

    /** Makes an account, whose owner must set another password first. */
    public CompletionStage<AccountResult> create(Caller caller, Account account, String password) {
        Optional<String> problem = problem(account).or(() -> PasswordRules.problem(account.name(), password));
        return problem.isPresent() ? refused(Reason.INVALID, problem.get())
                : make(caller, account.with(true), password);
    }

    /** Makes the account of a program, which signs its requests: it has a password that nobody knows. */
    public CompletionStage<AccountResult> createProgram(Caller caller, Account account) {
        Account program = account.with(Account.Kind.PROGRAM).with(false);
        Optional<String> problem = problem(program);
        return problem.isPresent() ? refused(Reason.INVALID, problem.get()) : make(caller, program, Tokens.next());
    }

    private CompletionStage<AccountResult> make(Caller caller, Account made, String password) {
        AuditEvent event = event(caller, made, "create");
        return unlessNumbered(made, () -> hasher.hash(password).thenCompose(hash -> store.create(made, hash, event))
                .thenApply(created -> created
                        ? new AccountResult.Done(made)
                        : new AccountResult.Refused(Reason.TAKEN, "There is an account of that name.")));
    }

    /** Orders that have the number must mean one person. */
    private CompletionStage<AccountResult> unlessNumbered(Account account,
            Supplier<CompletionStage<AccountResult>> change) {
        if (account.staffNumber().isEmpty()) {
            return change.get();
        }
        return store.numbered(account.unit(), account.staffNumber())
                .thenCompose(holder -> holder.filter(other -> !other.equals(account.name())).isPresent()
                        ? refused(Reason.NUMBER_TAKEN, "Somebody else of the unit has that staff number.")
                        : change.get());
    }

    /**
     * Changes all but name and password.
     *
     * @param present what the change was made from; when the account is another by now, nothing is changed
     */
    public CompletionStage<AccountResult> change(Caller caller, Account present, Account account) {
        if (caller.account().equals(account.name())) {
            return refused(Reason.OWN_ACCOUNT, "Somebody else must change your account.");
        }
        Optional<String> problem = problem(account);
        return problem.isPresent()
                ? refused(Reason.INVALID, problem.get())
                : unlessNumbered(account, () -> store.change(present, account, event(caller, account, "change"))
                        .thenCompose(changed -> changed
                                ? CompletableFuture.completedStage(ended(true, account))
                                : find(account.name()).thenApply(found -> found.isPresent()
                                        ? new AccountResult.Refused(Reason.STALE,
                                                "Somebody else has changed the account; look at it again.")
                                        : ended(false, account))));
    }

    /** Takes the second factor of somebody away who has lost it; their sessions end, and they must enrol another. */
    public CompletionStage<AccountResult> resetSecondFactor(Caller caller, String name) {
        return find(name).thenCompose(found -> found.isEmpty()
                ? refused(Reason.MISSING, "There is no such account.")
                : factors.reset(caller, found.get()))
                .whenComplete((done, fault) -> loggedIn.forget(name));
    }

    /** Sets a password for somebody who has forgotten theirs, and who must set another first. */
    public CompletionStage<AccountResult> reset(Caller caller, String name, String password) {
        if (caller.account().equals(name)) {
            return refused(Reason.OWN_ACCOUNT, "Change your own password as everybody does.");
        }
        Optional<String> problem = PasswordRules.problem(name, password);
        if (problem.isPresent()) {
            return refused(Reason.INVALID, problem.get());
        }
        return find(name).thenCompose(found -> found.filter(one -> one.kind() != Account.Kind.PROGRAM).isEmpty()
                ? refused(Reason.MISSING, "There is no such account, or a program's, which has no password.")
                : hasher.hash(password)
                        .thenCompose(hash -> store.changePassword(
                                new AccountStore.NewPassword(name, hash, true, null),
                                event(caller, found.get(), "password")))
                        .thenApply(changed -> ended(changed, found.get())));
    }

    private AccountResult ended(boolean changed, Account account) {
        loggedIn.forget(account.name());
        return changed ? new AccountResult.Done(account)
                : new AccountResult.Refused(Reason.MISSING, "There is no such account.");
    }

    private Optional<String> problem(Account account) {
        if (!Account.isName(account.name())) {
            return Optional.of("A name has 1 to 64 small letters, digits, dots, hyphens and underscores.");
        }
        if (account.displayName().isBlank() || account.displayName().length() > LONGEST_NAME) {
            return Optional.of("A displayName has 1 to " + LONGEST_NAME + " characters.");
        }
        if (!STAFF_NUMBER.test(account.staffNumber())) {
            return Optional.of("A staffNumber has at most 64 characters, and no backslash among them.");
        }
        return knownUnit.test(account.unit())
                ? RoleRules.problem(account.kind(), account.roles())
                : Optional.of("There is no such unit.");
    }

    private static CompletionStage<AccountResult> refused(Reason reason, String detail) {
        return CompletableFuture.completedStage(new AccountResult.Refused(reason, detail));
    }

    private static AuditEvent event(Caller caller, Account account, String change) {
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.EDIT_ACCOUNTS), AuditAction.ACCOUNT_CHANGE, account.name())
                .with(Map.of("change", change, "state", account.state().name(), "unit", account.unit(), "roles",
                        account.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","))));
        return account.staffNumber().isEmpty() ? event : event.with(Map.of("staffNumber", account.staffNumber()));
    }
}
