package org.lianzhen.gateway.access;

import java.util.Set;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Whoever asks for something over the web, known by a session.
 *
 * @param account name of the account
 * @param unit code of the unit it belongs to
 * @param roles none when the account's password must be changed first
 * @param source network address of the request
 * @param request identifier of the request, or empty
 */
public record Caller(String account, String unit, Set<Role> roles, String source, String request) {

    public Caller(String account, String unit, Set<Role> roles, String source) {
        this(account, unit, roles, source, "");
    }

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The same caller with a request. */
    public Caller asking(String id) {
        return new Caller(account, unit, roles, source, id);
    }

    /** The caller as audit events name it, in the role that gave it the right. */
    public AuditEvent.Actor actor(Operation operation) {
        String role = roles.stream().filter(one -> Policy.permits(one, operation)).map(Role::name).sorted().findFirst()
                .orElse("");
        return new AuditEvent.Actor(account, role, unit, source, request);
    }
}
