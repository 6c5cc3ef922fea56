package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogLevelTest {
    @Test
    void serversTellToolsKeepQuiet() {
        assertThat(LogLevel.of(List.of("run", "--demo"))).isEqualTo("INFO");
        assertThat(LogLevel.of(List.of("dicom", "echo", "host"))).isEqualTo("OFF");
        assertThat(LogLevel.of(List.of())).isEqualTo("OFF");
    }

    @Test
    void whoLooksForAFaultGetsEverything() {
        assertThat(LogLevel.of(List.of("run", "--debug"))).isEqualTo("DEBUG");
        assertThat(LogLevel.of(List.of("dicom", "echo", "--debug", "host"))).isEqualTo("DEBUG");
    }
}
