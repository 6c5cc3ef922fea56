package org.lianzhen.gateway.access;

import java.time.Duration;

/** How a log-in ended. */
public sealed interface LogInResult {

    /**
     * With a session.
     *
     * @param token that belongs to it, told this once
     */
    record Admitted(String token, Account account) implements LogInResult {
        @Override
        public String toString() {
            return "Admitted[" + account + "]";
        }
    }

    /** Name or password is wrong, or the account is not active; which of them is not told. */
    record Refused() implements LogInResult {}

    /** The password is right, and the account has a second factor, of which no code was given. */
    record SecondFactorNeeded() implements LogInResult {}

    /** Too many wrong passwords for that name, whether anybody has it or not. */
    record Locked(Duration pause) implements LogInResult {}

    /** Too many log-ins from that address. */
    record TooMany(Duration pause) implements LogInResult {}
}
