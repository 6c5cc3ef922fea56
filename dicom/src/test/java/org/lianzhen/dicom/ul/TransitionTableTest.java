package org.lianzhen.dicom.ul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All 13 x 19 = 247 cells of PS3.8 Table 9-10, written down here a second time: action above, next state below. */
class TransitionTableTest {
    private static final String TABLE_9_10 = """
            Event                              | Sta1  Sta2    Sta3  Sta4  Sta5  Sta6  Sta7    Sta8  Sta9  Sta10 Sta11 Sta12 Sta13
            A-ASSOCIATE Request                | AE-1  -       -     -     -     -     -       -     -     -     -     -     -
                                               | Sta4  -       -     -     -     -     -       -     -     -     -     -     -
            Transport Conn. Confirm            | -     -       -     AE-2  -     -     -       -     -     -     -     -     -
                                               | -     -       -     Sta5  -     -     -       -     -     -     -     -     -
            A-ASSOCIATE-AC PDU                 | -     AA-1    AA-8  -     AE-3  AA-8  AA-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta6  Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            A-ASSOCIATE-RJ PDU                 | -     AA-1    AA-8  -     AE-4  AA-8  AA-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta1  Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            Transport Connection Indication    | AE-5  -       -     -     -     -     -       -     -     -     -     -     -
                                               | Sta2  -       -     -     -     -     -       -     -     -     -     -     -
            A-ASSOCIATE-RQ PDU                 | -     AE-6    AA-8  -     AA-8  AA-8  AA-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-7
                                               | -     Sta3/13 Sta13 -     Sta13 Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            A-ASSOCIATE Response (accept)      | -     -       AE-7  -     -     -     -       -     -     -     -     -     -
                                               | -     -       Sta6  -     -     -     -       -     -     -     -     -     -
            A-ASSOCIATE Response (reject)      | -     -       AE-8  -     -     -     -       -     -     -     -     -     -
                                               | -     -       Sta13 -     -     -     -       -     -     -     -     -     -
            P-DATA Request                     | -     -       -     -     -     DT-1  -       AR-7  -     -     -     -     -
                                               | -     -       -     -     -     Sta6  -       Sta8  -     -     -     -     -
            P-DATA-TF PDU                      | -     AA-1    AA-8  -     AA-8  DT-2  AR-6    AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta13 Sta6  Sta7    Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            A-RELEASE Request                  | -     -       -     -     -     AR-1  -       -     -     -     -     -     -
                                               | -     -       -     -     -     Sta7  -       -     -     -     -     -     -
            A-RELEASE-RQ PDU                   | -     AA-1    AA-8  -     AA-8  AR-2  AR-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta13 Sta8  Sta9/10 Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            A-RELEASE-RP PDU                   | -     AA-1    AA-8  -     AA-8  AA-8  AR-3    AA-8  AA-8  AR-10 AR-3  AA-8  AA-6
                                               | -     Sta13   Sta13 -     Sta13 Sta13 Sta1    Sta13 Sta13 Sta12 Sta1  Sta13 Sta13
            A-RELEASE Response                 | -     -       -     -     -     -     -       AR-4  AR-9  -     -     AR-4  -
                                               | -     -       -     -     -     -     -       Sta13 Sta11 -     -     Sta13 -
            A-ABORT Request                    | -     -       AA-1  AA-2  AA-1  AA-1  AA-1    AA-1  AA-1  AA-1  AA-1  AA-1  -
                                               | -     -       Sta13 Sta1  Sta13 Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 -
            A-ABORT PDU                        | -     AA-2    AA-3  -     AA-3  AA-3  AA-3    AA-3  AA-3  AA-3  AA-3  AA-3  AA-2
                                               | -     Sta1    Sta1  -     Sta1  Sta1  Sta1    Sta1  Sta1  Sta1  Sta1  Sta1  Sta1
            Transport Connection Closed        | -     AA-5    AA-4  AA-4  AA-4  AA-4  AA-4    AA-4  AA-4  AA-4  AA-4  AA-4  AR-5
                                               | -     Sta1    Sta1  Sta1  Sta1  Sta1  Sta1    Sta1  Sta1  Sta1  Sta1  Sta1  Sta1
            ARTIM Timer expired                | -     AA-2    -     -     -     -     -       -     -     -     -     -     AA-2
                                               | -     Sta1    -     -     -     -     -       -     -     -     -     -     Sta1
            Unrecognized or invalid PDU        | -     AA-1    AA-8  -     AA-8  AA-8  AA-8    AA-8  AA-8  AA-8  AA-8  AA-8  AA-7
                                               | -     Sta13   Sta13 -     Sta13 Sta13 Sta13   Sta13 Sta13 Sta13 Sta13 Sta13 Sta13
            """;
    private static final String BLANK = "-";

    /** One cell of the table above. */
    record Cell(Event event, State state, String action, String next) {
        boolean isBlank() {
            return action.equals(BLANK);
        }
    }

    static List<Cell> cells() {
        List<List<String>> rows = TABLE_9_10.lines().skip(1)
                .map(line -> Arrays.asList(line.substring(line.indexOf('|') + 1).strip().split(" +"))).toList();
        List<Event> events = List.of(Event.values());
        List<State> states = List.of(State.values());
        return events.stream().flatMap(event -> states.stream().map(state -> {
            int row = 2 * events.indexOf(event);
            int column = states.indexOf(state);
            return new Cell(event, state, rows.get(row).get(column), rows.get(row + 1).get(column));
        })).toList();
    }

    static Stream<Arguments> filledCells() {
        return cells().stream().filter(cell -> !cell.isBlank()).map(Arguments::of);
    }

    static Stream<Arguments> blankCells() {
        return cells().stream().filter(Cell::isBlank).map(Arguments::of);
    }

    @Test
    void has247Cells() {
        assertThat(cells()).hasSize(247);
        assertThat(filledCells()).hasSize(123);
        assertThat(blankCells()).hasSize(124);
    }

    @ParameterizedTest
    @MethodSource("filledCells")
    void doesWhatTheStandardSays(Cell cell) {
        Transition transition = TransitionTable.next(cell.state(), cell.event());

        assertThat(transition).isNotNull();
        assertThat(transition.action().name()).isEqualTo(cell.action().replace('-', '_'));
        String next = switch (transition.action()) {
            case AE_6, AR_8 -> name(transition.next(true)) + "/" + name(transition.next(false)).substring(3);
            default -> name(transition.next());
        };
        assertThat(next).isEqualTo(cell.next());
    }

    @ParameterizedTest
    @MethodSource("blankCells")
    void doesNothingWhereTheStandardIsBlank(Cell cell) {
        assertThat(TransitionTable.next(cell.state(), cell.event())).isNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "AE_6", "AR_8" })
    void asksNothingOfOrdinaryActions(Action action) {
        Transition transition = action.transition();

        assertThat(transition.otherwise()).isEqualTo(transition.next()).isEqualTo(transition.next(true))
                .isEqualTo(transition.next(false));
    }

    @ParameterizedTest
    @EnumSource
    void usesEveryAction(Action action) {
        assertThat(cells()).extracting(Cell::action).contains(action.name().replace('_', '-'));
    }

    @Test
    void leavesNoStateWithoutAWayOut() {
        Map<State, Boolean> canEnd = new HashMap<>();
        for (State state : State.values()) {
            canEnd.put(state, TransitionTable.next(state, Event.TRANSPORT_CONNECTION_CLOSED) != null);
        }

        assertThat(canEnd).containsEntry(State.STA1, false);
        canEnd.remove(State.STA1);
        assertThat(canEnd.values()).containsOnly(true);
    }

    private static String name(State state) {
        return "Sta" + state.name().substring(3);
    }
}
