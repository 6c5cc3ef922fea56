package org.lianzhen.gateway.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which roles go together. */
final class RoleRules {
    /** Three separate persons administer accounts, nodes and the audit log (domain rule of the three administrators). */
    private static final Set<Role> SEPARATE = EnumSet.of(Role.SECURITY_ADMIN, Role.SYS_ADMIN, Role.AUDIT_ADMIN);

    private RoleRules() {}

    /** What is wrong with having all of {@code roles}, as a sentence. */
    static Optional<String> problem(Account.Kind kind, Set<Role> roles) {
        if (roles.isEmpty()) {
            return Optional.of("An account has at least one role.");
        }
        if (roles.contains(Role.PATIENT)) {
            return Optional.of("PATIENT is the role of whoever opens a link to the own study, and of no account.");
        }
        if (kind == Account.Kind.PROGRAM && !roles.equals(Set.of(Role.HIS))) {
            return Optional.of("A program has the role HIS and no other.");
        }
        if (kind == Account.Kind.PERSON && roles.contains(Role.HIS)) {
            return Optional.of("HIS is the role of programs, which sign their requests.");
        }
        if (roles.stream().filter(SEPARATE::contains).count() > 1) {
            return Optional.of("SECURITY_ADMIN, SYS_ADMIN and AUDIT_ADMIN are three different persons.");
        }
        boolean audits = roles.contains(Role.AUDITOR) || roles.contains(Role.AUDIT_ADMIN);
        return audits && (roles.contains(Role.SECURITY_ADMIN) || roles.contains(Role.SYS_ADMIN))
                ? Optional.of("Whoever reads the audit log administers neither accounts nor nodes.")
                : Optional.empty();
    }
}
