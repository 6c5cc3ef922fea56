package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
    private static final String BURN = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", script).start();
    }

    @Test
    void countsLivingChildren() throws Exception {
        Process process = shell("sleep 60 & echo ready; read line; kill $!");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready");
            var tree = new ProcessTree(process.toHandle());
            assertThat(tree.children()).isEqualTo(1);
            assertThat(tree.threads()).isEqualTo(2);
            assertThat(tree.residentBytes()).isPositive();
            assertThat(tree.proportionalBytes()).isPositive().isLessThanOrEqualTo(tree.residentBytes());
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    @Test
    void countsTheTimeOfChildrenThatEnded() throws Exception {
        Process process = shell("(" + BURN + "); echo done; read line");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("done");
            assertThat(new ProcessTree(process.toHandle()).cpuSeconds()).isPositive();
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    @Test
    void isZeroForAProcessThatIsGone() throws Exception {
        Process process = shell("exit 0");
        process.waitFor();
        var tree = new ProcessTree(process.toHandle());
        assertThat(tree.cpuSeconds()).isZero();
        assertThat(tree.residentBytes()).isZero();
        assertThat(tree.proportionalBytes()).isZero();
    }
}
