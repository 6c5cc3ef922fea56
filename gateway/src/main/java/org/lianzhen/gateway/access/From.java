package org.lianzhen.gateway.access;

import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Where a request comes from.
 *
 * @param source network address
 * @param request identifier that audit events name it by, or empty
 */
public record From(String source, String request) {

    /** Somebody who asks from there without having been let in; empty names are for who is nobody. */
    AuditEvent.Actor actor(String account, String unit) {
        return new AuditEvent.Actor(account, "", unit, source, request);
    }
}
