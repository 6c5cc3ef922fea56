package org.lianzhen.dicom.ul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table that the program goes by, beside {@link Table910}. */
class TransitionTableTest {
    static Stream<Arguments> filledCells() {
        return Table910.cells().stream().filter(cell -> !cell.isBlank()).map(Arguments::of);
    }

    static Stream<Arguments> blankCells() {
        return Table910.cells().stream().filter(Table910.Cell::isBlank).map(Arguments::of);
    }

    @Test
    void has247Cells() {
        assertThat(Table910.cells()).hasSize(247);
        assertThat(filledCells()).hasSize(123);
        assertThat(blankCells()).hasSize(124);
    }

    @ParameterizedTest
    @MethodSource("filledCells")
    void doesWhatTheStandardSays(Table910.Cell cell) {
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
    void doesNothingWhereTheStandardIsBlank(Table910.Cell cell) {
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
        assertThat(Table910.cells()).extracting(Table910.Cell::action).contains(action.name().replace('_', '-'));
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
