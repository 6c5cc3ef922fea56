package org.lianzhen.gateway.archive;

import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Where an object came from.
 *
 * @param sender the node or the account that sent it, whose unit owns it
 * @param target AE title or address it was sent to
 * @param priority as the sender asked: {@code LOW}, {@code MEDIUM} or {@code HIGH}
 * @param urgency what was said of its urgency in all
 */
public record Origin(AuditEvent.Actor sender, String target, String priority, UrgencyJudgement urgency) {

    /** Code of the unit that owns it. */
    public String unit() {
        return sender.unit();
    }

    /** AE title or name of the account that sent it. */
    public String source() {
        return sender.name();
    }
}
