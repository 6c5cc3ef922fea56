package org.lianzhen.gateway.audit;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, or refused.
 *
 * @param object what it was done to: a UID, an identifier of ours, or empty; never a patient's name or number
 * @param details what else must be told, by name; the same rule holds for them
 */
public record AuditEvent(Actor actor, AuditAction action, Outcome outcome, String object,
        Map<String, String> details) {

    public AuditEvent {
        details = Map.copyOf(details);
    }

    /**
     * Who did it.
     *
     * @param name account or AE title
     * @param role in which it was done, or empty
     * @param unit code of the actor's unit, or empty when nobody knows
     * @param source network address it came from, or empty when it is we ourselves
     * @param request identifier of the request, the same for all events of one; for nodes the address and port of the
     *     association; or empty
     */
    public record Actor(String name, String role, String unit, String source, String request) {
        public Actor(String name, String role, String unit, String source) {
            this(name, role, unit, source, "");
        }

        /** Whether it is the same somebody, whatever the request. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Actor actor && name.equals(actor.name) && role.equals(actor.role)
                    && unit.equals(actor.unit) && source.equals(actor.source);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, role, unit, source);
        }

        /** The gateway itself. */
        public static final Actor GATEWAY = new Actor("LIANZHEN", "", "", "");

        /**
         * A DICOM node.
         *
         * @param unit code of its unit, or empty when nobody knows
         */
        public static Actor node(String aeTitle, String unit, InetSocketAddress peer) {
            String host = peer.getAddress() == null ? peer.getHostString() : peer.getAddress().getHostAddress();
            return new Actor(aeTitle, "DICOM_NODE", unit, host, host + ":" + peer.getPort());
        }
    }

    /** How it ended. */
    public enum Outcome {
        SUCCESS,
        /** The actor had no right to it. */
        REFUSED,
        /** It was allowed and did not work. */
        FAILED
    }

    public static AuditEvent success(Actor actor, AuditAction action, String object) {
        return new AuditEvent(actor, action, Outcome.SUCCESS, object, Map.of());
    }

    public static AuditEvent refused(Actor actor, AuditAction action, String object) {
        return new AuditEvent(actor, action, Outcome.REFUSED, object, Map.of());
    }

    public static AuditEvent failed(Actor actor, AuditAction action, String object) {
        return new AuditEvent(actor, action, Outcome.FAILED, object, Map.of());
    }

    public AuditEvent with(Map<String, String> more) {
        return new AuditEvent(actor, action, outcome, object, more);
    }
}
