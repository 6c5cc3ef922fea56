package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private final MemoryBudget budget = new MemoryBudget(1_000_000);

    @Test
    void smallObjectsAreGatheredWholeWhileThereIsRoom() {
        budget.hold(1_000_000);
        assertThat(budget.writeAt(false)).isEqualTo(1024 * 1024);
        assertThat(budget.writeAt(true)).isEqualTo(256 * 1024);
        assertThat(budget.pauseAt()).isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void piecesGetSmallAndSendersPauseEarlyBeyondTheLimit() {
        budget.hold(1_000_001);
        assertThat(budget.writeAt(false)).isEqualTo(16 * 1024);
        assertThat(budget.writeAt(true)).isEqualTo(16 * 1024);
        assertThat(budget.pauseAt()).isEqualTo(128 * 1024);
    }

    @Test
    void whatIsFreedMakesRoomAgain() {
        budget.hold(1_000_001);
        budget.free(1);
        assertThat(budget.held()).isEqualTo(1_000_000);
        assertThat(budget.pauseAt()).isEqualTo(2 * 1024 * 1024);
    }
}
