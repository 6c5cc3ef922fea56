package org.lianzhen.gateway.access;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody, or a program, that may log in.
 *
 * @param name unique, see {@link #isName}
 * @param displayName as people know them
 * @param unit code of the unit
 * @param mustChange whether its password is good for nothing but to set another
 * @param staffNumber by which the hospital information system of the unit names them in orders; empty when it is not known
 */
public record Account(String name, String displayName, String unit, Set<Role> roles, State state,
        boolean mustChange, Kind kind, String staffNumber) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public Account {
        roles = Set.copyOf(roles);
    }

    /** Whether it may log in. */
    public enum State {
        ACTIVE, DISABLED
    }

    /** Who uses it. */
    public enum Kind {
        PERSON,
        /** It signs its requests, and has no password. */
        PROGRAM,
        /** Whoever tries the demonstration: everybody knows the password, and nobody needs more. */
        DEMONSTRATION
    }

    /** Whether {@code text} can be a name: up to 64 small letters, digits, dots, hyphens and underscores. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    Account with(boolean mustChangePassword) {
        return new Account(name, displayName, unit, roles, state, mustChangePassword, kind, staffNumber);
    }

    Account with(Kind user) {
        return new Account(name, displayName, unit, roles, state, mustChange, user, staffNumber);
    }
}
