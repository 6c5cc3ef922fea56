package org.lianzhen.gateway.audit.message;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * An event as an audit message (PS3.15 section A.5.1), on one line and without a prolog. Patients are told by pseudonym alone:
 * the participant object that the standard gives the patient has it as its identifier and is marked as anonymized.
 */
public final class AuditMessage {
    private static final Predicate<String> UID = Pattern.compile("[0-2](\\.[0-9]+)+").asMatchPredicate();
    private static final Code STUDY = Code.dicom("110180", "Study Instance UID");
    private static final Code SOP_CLASS = Code.dicom("110181", "SOP Class UID");
    private static final Code PATIENT_NUMBER = new Code("2", "RFC-3881", "Patient Number");
    private static final Code APPLICATION = Code.dicom("110150", "Application");
    private static final Code DESTINATION = Code.dicom("110152", "Destination Role ID");
    private static final Code SOURCE = Code.dicom("110153", "Source Role ID");
    private static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
    private static final String NODE = "DICOM_NODE";
    private static final int LONGEST_DETAIL = 256;

    private final AuditEntry entry;
    private final AuditEvent event;
    private final EventKind kind;
    private final XmlLine xml;

    private AuditMessage(AuditEntry entry, XmlLine xml) {
        this.entry = entry;
        this.event = entry.event();
        this.kind = EventKind.of(event.action(), event.actor().role().equals(NODE));
        this.xml = xml;
    }

    /** @param source what we are known by */
    public static String of(AuditEntry entry, String source) {
        var text = new StringWriter();
        try (XmlLine xml = new XmlLine(text)) {
            new AuditMessage(entry, xml).write(source);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a message was put together wrongly", e);
        }
        return text.toString();
    }

    private void write(String source) throws XMLStreamException {
        xml.open("AuditMessage", Map.of());
        identification();
        participants(source);
        xml.open("AuditSourceIdentification", Map.of("AuditSourceID", source));
        xml.empty("AuditSourceTypeCode", Map.of("csd-code", "4"));
        xml.end();
        objects();
        xml.end();
    }

    private void identification() throws XMLStreamException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("EventActionCode", String.valueOf(kind.action()));
        attributes.put("EventDateTime", entry.occurredAt().toString());
        attributes.put("EventOutcomeIndicator", switch (event.outcome()) {
            case SUCCESS -> "0";
            case FAILED -> "4";
            case REFUSED -> "8";
        });
        xml.open("EventIdentification", attributes);
        xml.code("EventID", kind.id());
        if (kind.type().isPresent()) {
            xml.code("EventTypeCode", kind.type().get());
        }
        xml.code("EventTypeCode", Code.ours(event.action().name()));
        xml.end();
    }

    private void participants(String source) throws XMLStreamException {
        AuditEvent.Actor actor = event.actor();
        Map<String, String> who = new LinkedHashMap<>();
        who.put("UserID", actor.name().isEmpty() ? "unknown" : actor.name());
        who.put("UserIsRequestor", "true");
        if (!actor.source().isEmpty()) {
            who.put("NetworkAccessPointID", actor.source());
            who.put("NetworkAccessPointTypeCode", "2");
        }
        xml.open("ActiveParticipant", who);
        if (kind.isTransfer()) {
            xml.code("RoleIDCode", kind.isArrival() || isOurs() ? SOURCE : DESTINATION);
        }
        if (!actor.role().isEmpty()) {
            xml.code("RoleIDCode", Code.ours(actor.role()));
        }
        xml.end();
        if (isOurs()) {
            destination();
        } else {
            xml.open("ActiveParticipant", Map.of("UserID", source, "UserIsRequestor", "false"));
            xml.code("RoleIDCode", !kind.isTransfer() ? APPLICATION : kind.isArrival() ? DESTINATION : SOURCE);
            xml.end();
        }
    }

    private boolean isOurs() {
        return event.actor().equals(AuditEvent.Actor.GATEWAY);
    }

    /** Of what we send on our own. */
    private void destination() throws XMLStreamException {
        String destination = event.details().getOrDefault("destination", "");
        if (!destination.isEmpty()) {
            xml.open("ActiveParticipant", Map.of("UserID", destination, "UserIsRequestor", "false"));
            xml.code("RoleIDCode", DESTINATION);
            xml.end();
        }
    }

    private void objects() throws XMLStreamException {
        if (UID.test(event.object())) {
            study();
        } else if (!event.object().isEmpty()) {
            xml.object(event.object(), "4", "", Code.ours(event.action().name()));
            xml.text("ParticipantObjectName", event.object());
            xml.end();
        }
        if (kind.isQuery()) {
            query();
        }
        if (!entry.patient().isEmpty()) {
            patient();
        }
        log();
    }

    private void study() throws XMLStreamException {
        xml.object(event.object(), "2", "3", STUDY);
        xml.text("ParticipantObjectName", event.object());
        String instances = event.details().getOrDefault("instances", "");
        if (!instances.isEmpty()) {
            xml.open("ParticipantObjectDescription", Map.of());
            xml.empty("SOPClass", Map.of("NumberOfInstances", instances));
            xml.end();
        }
        xml.end();
    }

    /** The names of the keys in the place of the question, whose values would name patients. */
    private void query() throws XMLStreamException {
        xml.object(STUDY_ROOT_FIND, "2", "3", SOP_CLASS);
        xml.text("ParticipantObjectQuery", base64(event.details().getOrDefault("keys", "")));
        xml.end();
    }

    private void patient() throws XMLStreamException {
        xml.object(entry.patient(), "1", "1", PATIENT_NUMBER);
        xml.text("ParticipantObjectName", entry.patient());
        xml.open("ParticipantObjectDescription", Map.of());
        xml.text("Anonymized", "true");
        xml.end();
        xml.end();
    }

    /** The entry of our own log, by which messages that came twice are known, with all it tells. */
    private void log() throws XMLStreamException {
        xml.object(entry.id().toString(), "2", "13", Code.ours("AUDIT_EVENT"));
        xml.text("ParticipantObjectName", "audit event " + entry.sequence());
        Map<String, String> details = new TreeMap<>(event.details());
        details.put("sequence", Long.toString(entry.sequence()));
        details.put("hash", entry.hash());
        details.put("unit", event.actor().unit());
        details.put("request", event.actor().request());
        for (Map.Entry<String, String> detail : details.entrySet()) {
            String value = detail.getValue();
            xml.empty("ParticipantObjectDetail", Map.of("type", detail.getKey(), "value",
                    base64(value.length() > LONGEST_DETAIL ? value.substring(0, LONGEST_DETAIL) : value)));
        }
        xml.end();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
