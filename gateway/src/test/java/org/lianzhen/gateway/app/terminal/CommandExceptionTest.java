package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandExceptionTest {

    @Test
    void misuseIsNoFailure() {
        assertThat(new CommandException("failed").exitCode()).isEqualTo(1);
        assertThat(CommandException.misuse("wrong")).hasMessage("wrong")
                .satisfies(fault -> assertThat(fault.exitCode()).isEqualTo(2));
    }
}
