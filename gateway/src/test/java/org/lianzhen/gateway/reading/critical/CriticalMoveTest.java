package org.lianzhen.gateway.reading.critical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriticalMoveTest {

    /** From every state to the one that the move leads to; all others refuse it. */
    @ParameterizedTest
    @CsvSource({ "NOTIFY, RAISED>NOTIFIED NOTIFIED>NOTIFIED ESCALATED>ESCALATED",
            "ESCALATE, RAISED>ESCALATED NOTIFIED>ESCALATED",
            "ACKNOWLEDGE, RAISED>ACKNOWLEDGED NOTIFIED>ACKNOWLEDGED ESCALATED>ACKNOWLEDGED",
            "HANDLE, ACKNOWLEDGED>HANDLED", "CLOSE, HANDLED>CLOSED",
            "WITHDRAW, RAISED>WITHDRAWN NOTIFIED>WITHDRAWN ESCALATED>WITHDRAWN ACKNOWLEDGED>WITHDRAWN" })
    void leadsWhereTheTableSays(CriticalMove move, String table) {
        var from = EnumSet.noneOf(CriticalState.class);
        for (String pair : table.split(" ")) {
            String[] states = pair.split(">");
            var now = CriticalState.valueOf(states[0]);
            from.add(now);
            assertThat(move.to(now)).isEqualTo(CriticalState.valueOf(states[1]));
        }
        assertThat(move.from()).isEqualTo(from);
    }
}
