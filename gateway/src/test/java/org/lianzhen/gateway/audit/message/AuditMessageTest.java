package org.lianzhen.gateway.audit.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditEvent;

class AuditMessageTest {
    private static final UUID ID = new UUID(1, 2);
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ch1-doctor", "CLINICIAN", "CH1", "10.0.0.2",
            "r-1");
    private static final AuditEvent.Actor NODE = new AuditEvent.Actor("TS1PACS", "DICOM_NODE", "TS1", "10.0.0.1");

    private static String message(AuditEvent event, String patient) {
        String message = AuditMessage.of(
                new AuditEntry(ID, Instant.parse("2026-03-01T08:00:00.123456Z"), event, patient, 7, "ab"),
                "lianzhen@h");
        AuditSchema.check(message);
        assertThat(message).doesNotContain("\n", "\r");
        return message;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the standard has no other kind for. */
    private static final Set<AuditAction> ACTIVITY = EnumSet.of(AuditAction.GATEWAY_START, AuditAction.GATEWAY_STOP,
            AuditAction.CHANNEL_TEST, AuditAction.NOTICE_RAISE, AuditAction.NOTICE_ACKNOWLEDGE,
            AuditAction.NOTICE_EXHAUST, AuditAction.NOTICE_WITHDRAW, AuditAction.NOTICE_DELETE);

    @ParameterizedTest
    @EnumSource
    void everyActionKeepsToTheSchemaWhoeverDidIt(AuditAction action) {
        for (AuditEvent.Actor actor : new AuditEvent.Actor[]{ DOCTOR, NODE, AuditEvent.Actor.GATEWAY,
                new AuditEvent.Actor("", "", "", "") }) {
            for (String object : new String[]{ "", "1.2.3", ID.toString(), "CH1PACS" }) {
                String message = message(AuditEvent.failed(actor, action, object).with(Map.of("keys", "PatientName")),
                        "0123abcd");
                assertThat(message).contains("csd-code=\"" + action + "\" codeSystemName=\"99LIANZHEN\"");
            }
        }
    }

    /** Actions that are new must be given a kind: only these are rightly activity of the application. */
    @ParameterizedTest
    @EnumSource
    void everyActionHasAKind(AuditAction action) {
        assertThat(EventKind.of(action, false).id().value().equals("110100")).isEqualTo(ACTIVITY.contains(action));
    }

    @ParameterizedTest
    @CsvSource({ "GATEWAY_START, 110100, 110120, E", "GATEWAY_STOP, 110100, 110121, E", "AUDIT_READ, 110101, , R",
            "STUDY_VIEW, 110103, , R", "STUDY_STORE, 110104, , C", "STUDY_EXPORT, 110106, , R",
            "ASSOCIATION_ACCEPT, 110108, 110124, E", "PATIENT_LINK, 110110, , U", "PATIENT_SEARCH, 110112, , E",
            "ASSOCIATION_REJECT, 110113, 110126, E", "ACCESS_REFUSE, 110113, 110132, E", "LOGIN, 110114, 110122, E",
            "LOGOUT, 110114, 110123, E", "KEY_CHANGE, 110113, 110129, E", "CONFIG_CHANGE, 110113, 110131, E",
            "ACCOUNT_CHANGE, 110113, 110137, E", "BREAK_GLASS, 110113, 110127, E", "SHARE_ISSUE, 110111, , U",
            "SHARE_OPEN, 110114, 110122, E", "RESTORE, 110107, , C",
            "STUDY_COMPLETE, 110111, , U", "STUDY_MARK, 110111, , U",
            "ORDER_VIEW, 110109, , R", "ORDER_PLACE, 110109, , C", "ORDER_CHANGE, 110109, , U",
            "REPORT_SIGN, 110111, , U", "REPORT_ACKNOWLEDGE, 110111, , U",
            "STUDY_MOVE, 110111, , U", "REPORT_VIEW, 110111, , R", "REPORT_SEND, 110111, , R",
            "CRITICAL_STEP, 110111, , U",
            "CRITICAL_VIEW, 110111, , R",
            "QUALITY_GRADE, 110111, , U", "QUALITY_VIEW, 110111, , R", "READING_RULE_CHANGE, 110113, 110131, E",
            "TEMPLATE_CHANGE, 110113, 110131, E", "FIGURE_VIEW, 110112, , E",
            "CATALOGUE_CHANGE, 110113, 110131, E", "CERTIFICATE_CHANGE, 110113, 110131, E",
            "RECOGNITION_CHECK, 110109, , U", "RECOGNITION_VIEW, 110109, , R", "RECOGNITION_DECIDE, 110109, , U",
            "PAGE_PRINT, 110106, , R" })
    void tellsTheKindOfTheStandard(AuditAction action, String id, String type, String how) {
        String message = message(AuditEvent.success(DOCTOR, action, "1.2.3"), "");
        assertThat(message).contains("<EventID csd-code=\"" + id + "\" codeSystemName=\"DCM\"",
                "EventActionCode=\"" + how + "\"", "EventOutcomeIndicator=\"0\"",
                "EventDateTime=\"2026-03-01T08:00:00.123456Z\"");
        if (type != null) {
            assertThat(message).contains("<EventTypeCode csd-code=\"" + type + "\" codeSystemName=\"DCM\"");
        }
    }

    @Test
    void whatANodeFetchesIsBegunWhenItIsWrittenDown() {
        assertThat(message(AuditEvent.success(NODE, AuditAction.STUDY_EXPORT, "1.2.3"), "")).contains("110102",
                "<ActiveParticipant UserID=\"TS1PACS\" UserIsRequestor=\"true\" NetworkAccessPointID=\"10.0.0.1\" "
                        + "NetworkAccessPointTypeCode=\"2\"><RoleIDCode csd-code=\"110152\"");
    }

    @Test
    void whatIsSentOnGoesFromUsToTheDestination() {
        assertThat(message(AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.STUDY_SEND, "1.2.3")
                .with(Map.of("destination", "CH1", "instances", "2")), "")).contains("110104",
                        "UserID=\"LIANZHEN\" UserIsRequestor=\"true\"><RoleIDCode csd-code=\"110153\"",
                        "UserID=\"CH1\"", "csd-code=\"110152\"");
    }

    @Test
    void tellsStudyInstancesPatientAndChain() {
        String message = message(AuditEvent.success(DOCTOR, AuditAction.STUDY_EXPORT, "1.2.3")
                .with(Map.of("instances", "12")), "0123abcd");
        assertThat(message).contains("ParticipantObjectID=\"1.2.3\"", "csd-code=\"110180\"",
                "<SOPClass NumberOfInstances=\"12\"/>",
                "ParticipantObjectID=\"0123abcd\" ParticipantObjectTypeCode=\"1\" ParticipantObjectTypeCodeRole=\"1\"",
                "<Anonymized>true</Anonymized>", "ParticipantObjectID=\"" + ID + "\"",
                "type=\"sequence\" value=\"" + base64("7") + "\"", "type=\"hash\" value=\"" + base64("ab") + "\"",
                "type=\"request\" value=\"" + base64("r-1") + "\"", "type=\"unit\" value=\"" + base64("CH1") + "\"");
    }

    @Test
    void aQueryTellsItsKeysOnly() {
        assertThat(message(AuditEvent.success(DOCTOR, AuditAction.PATIENT_SEARCH, "").with(Map.of("keys", "name")), ""))
                .contains("<ParticipantObjectQuery>" + base64("name") + "</ParticipantObjectQuery>");
    }

    @ParameterizedTest
    @CsvSource({ "SUCCESS, 0", "FAILED, 4", "REFUSED, 8" })
    void tellsTheOutcome(AuditEvent.Outcome outcome, String indicator) {
        assertThat(message(new AuditEvent(DOCTOR, AuditAction.LOGIN, outcome, "", Map.of()), ""))
                .contains("EventOutcomeIndicator=\"" + indicator + "\"");
    }

    @Test
    void whateverATextHoldsTheMessageStaysOneLineOfXml() {
        String evil = "</AuditMessage>\n<x a=\"'&\u0000\u0008\ud800\uffff 王";
        message(AuditEvent.success(new AuditEvent.Actor(evil, evil, evil, evil), AuditAction.STUDY_VIEW, evil)
                .with(Map.of(evil, evil, "long", "x".repeat(5000))), "");
    }

    @Test
    void theSchemaRefusesWhatIsNoMessage() {
        String message = message(AuditEvent.success(DOCTOR, AuditAction.LOGIN, ""), "");
        assertThatThrownBy(() -> AuditSchema.check(message.replace("EventID", "EventName")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> AuditSchema.check(message.replace("UserIsRequestor=\"true\"", "")))
                .isInstanceOf(AssertionError.class);
    }
}
