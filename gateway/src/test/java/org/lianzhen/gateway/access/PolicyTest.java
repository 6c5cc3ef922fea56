package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.audit.AuditEvent;

class PolicyTest {
    private static final List<String> HEAD = columns(
            """
                    SEARCH_STUDIES VIEW_STUDIES EXPORT_STUDIES STORE_STUDIES SEARCH_PATIENTS LINK_PATIENTS VIEW_CONFLICTS
                    SETTLE_CONFLICTS VIEW_MEMBERS EDIT_NODES EDIT_AGREEMENTS VIEW_DELIVERIES CHANGE_DELIVERIES OVERSEE_DELIVERIES
                    SETTLE_RECEIPTS EDIT_ROUTES EXAMINE_LINKS VIEW_OPERATIONS EDIT_ACCOUNTS READ_AUDIT
                    VIEW_ROSTERS EDIT_ROSTERS EDIT_SYSTEM_ROSTERS VIEW_NOTICES OVERSEE_NOTICES EDIT_CALENDAR EDIT_CHANNELS""");

    /** Every role and every operation, in the order of the head. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // search view export store  patients link  conflicts settle  members nodes agreements  deliveries change oversee receipts routes links  operations accounts audit  rosters edit system notices oversee calendar channels
            "VILLAGE_DOCTOR   | y y - -  - -  - -  - - -  - - - - - -  - - -  y - - y - - -",
            "TOWNSHIP_DOCTOR  | y y y -  y -  - -  - - -  - - - - - -  - - -  y - - y - - -",
            "CLINICIAN        | y y y -  y -  - -  - - -  - - - - - -  - - -  y - - y - - -",
            "TECHNOLOGIST     | y y y y  y y  y y  - - -  y y - y - -  - - -  y - - y - - -",
            "RADIOLOGIST      | y y y -  y -  - -  - - -  - - - - - -  - - -  y - - y - - -",
            "SENIOR_RADIOLOGIST | y y y -  y -  - -  - - -  - - - - - -  - - -  y - - y - - -",
            "CENTRE_DIRECTOR  | y y y -  y y  y y  y - -  y y - y - -  - - -  y y - y y - -",
            "EXPERT           | y y - -  - -  - -  - - -  - - - - - -  - - -  y - - y - - -",
            "COORDINATOR      | - - - -  - -  - -  - - -  - - - - - -  - - -  y - - y - - -",
            "QC_OFFICER       | - - - -  - -  - -  - - -  - - - - - -  - - -  y - - y - - -",
            "OFFICE           | - - - -  - -  - -  y - y  - - - - - -  - - -  y - - y y y -",
            "BOARD_MEMBER     | - - - -  - -  - -  - - -  - - - - - -  - - -  - - - - - - -",
            "SUPERVISOR       | - - - -  - -  - -  - - -  - - - - - -  - - -  - - - - - - -",
            "AUDITOR          | - - - -  - -  - -  - - -  - - - - - -  - - y  - - - - - - -",
            "SECURITY_ADMIN   | - - - -  - -  - -  y - -  - - - - - -  - y -  y - y y - - -",
            "SYS_ADMIN        | - - - -  - -  - -  y y -  y y y - y y  y - -  y - y y y y y",
            "AUDIT_ADMIN      | - - - -  - -  - -  - - -  - - - - - -  - - y  - - - - - - -",
            "HIS              | - - - -  - -  - -  - - -  - - - - - -  - - -  - - - - - - -" })
    void permitsWhatTheTableSays(Role role, String row) {
        List<String> cells = columns(row);
        assertThat(cells).hasSameSizeAs(HEAD);
        for (int i = 0; i < HEAD.size(); i++) {
            Operation operation = Operation.valueOf(HEAD.get(i));
            assertThat(Policy.permits(role, operation)).as("%s %s", role, operation)
                    .isEqualTo(cells.get(i).equals("y"));
        }
    }

    @Test
    void theTableIsWhole() {
        assertThat(HEAD).containsExactly(
                Arrays.stream(Operation.values()).map(Operation::name).toArray(String[]::new));
        assertThat(Role.values()).hasSize(18);
    }

    private static List<String> columns(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    @Test
    void oneOfTheRolesIsEnoughAndIsTheOneThatActs() {
        var caller = new Caller("x", "CH1", Set.of(Role.RADIOLOGIST, Role.CENTRE_DIRECTOR), "10.0.0.1");
        assertThat(Policy.permits(caller, Operation.SETTLE_CONFLICTS)).isTrue();
        assertThat(Policy.permits(caller, Operation.EDIT_NODES)).isFalse();
        assertThat(caller.actor(Operation.SETTLE_CONFLICTS))
                .isEqualTo(new AuditEvent.Actor("x", "CENTRE_DIRECTOR", "CH1", "10.0.0.1"));
        assertThat(caller.actor(Operation.EDIT_NODES).role()).as("none gives that right").isEmpty();
    }

    @Test
    void nobodyWithoutRolesMayDoAnything() {
        var caller = new Caller("x", "CH1", Set.of(), "10.0.0.1");
        assertThat(Operation.values()).noneMatch(operation -> Policy.permits(caller, operation));
    }
}
