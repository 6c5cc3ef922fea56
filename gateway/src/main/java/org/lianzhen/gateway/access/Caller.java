package org.lianzhen.gateway.access;

import java.util.Comparator;
import java.util.Set;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Whoever asks for something over the web, known by a session or a signature.
 *
 * @param account name of the account
 * @param unit code of the unit it belongs to
 * @param roles none when the account must do something else first, such as to change its password
 * @param source network address of the request
 * @param request identifier of the request, or empty
 * @param cases studies that are open to this account besides
 */
public record Caller(String account, String unit, Set<Role> roles, String source, String request,
        Set<SharedCase> cases) {

    public Caller {
        roles = Set.copyOf(roles);
        cases = Set.copyOf(cases);
    }

    /** One to whom no case is open. */
    public Caller(String account, String unit, Set<Role> roles, String source) {
        this(account, unit, roles, source, "", Set.of());
    }

    /** The caller as audit events name it who does what everybody may do for themselves, in whatever role. */
    public AuditEvent.Actor actor() {
        return new AuditEvent.Actor(account, "", unit, source, request);
    }

    /** The caller as audit events name it, in the role that gave it the right, and of several the one that reaches furthest. */
    public AuditEvent.Actor actor(Operation operation) {
        String role = roles.stream().filter(one -> Policy.permits(one, operation))
                .sorted(Comparator.comparingInt((Role one) -> -Policy.relations(one, operation).size())
                        .thenComparing(Role::name))
                .map(Role::name).findFirst().orElse("");
        return new AuditEvent.Actor(account, role, unit, source, request);
    }
}
