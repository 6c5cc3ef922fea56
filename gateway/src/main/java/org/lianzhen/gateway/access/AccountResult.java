package org.lianzhen.gateway.access;

/** How a change of an account ended. */
public sealed interface AccountResult {

    /** It is so now. */
    record Done(Account account) implements AccountResult {}

    /**
     * It was not done.
     *
     * @param detail a sentence for the person who asked
     */
    record Refused(Reason reason, String detail) implements AccountResult {}

    /** Why not. */
    enum Reason {
        /** What was asked for breaks a rule. */
        INVALID,
        /** The name is taken. */
        TAKEN,
        /** Somebody else of the unit has the staff number. */
        NUMBER_TAKEN,
        /** There is no such account. */
        MISSING,
        /** Somebody else has changed it meanwhile. */
        STALE,
        /** Somebody else must do it. */
        OWN_ACCOUNT,
        /** The present password is another. */
        WRONG_PASSWORD,
        /** Too many wrong passwords. */
        LOCKED
    }
}
