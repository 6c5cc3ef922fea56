package org.lianzhen.gateway.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    private final Slow server = new Slow();
    private final Supervisor supervisor = new Supervisor(server);

    @AfterEach
    void leaveNothing() throws Exception {
        server.go.countDown();
        server.made.get(10, TimeUnit.SECONDS).destroyForcibly();
    }

    @Test
    void endsAServerThatWasBeingStartedWhenItWasStopped() throws Exception {
        Thread starter = Thread.ofVirtual().start(() -> assertThatThrownBy(
                () -> supervisor.start(Duration.ofMinutes(1))).isInstanceOf(IOException.class));
        server.entered.await();
        supervisor.stop(Duration.ofSeconds(1));
        server.go.countDown();
        assertThat(server.made.get(10, TimeUnit.SECONDS).waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(supervisor.isUp()).isFalse();
        starter.interrupt();
        starter.join();
    }

    @Test
    void givesUpWaitingForAServerThatDoesNotServe() throws Exception {
        server.go.countDown();
        assertThatThrownBy(() -> supervisor.start(Duration.ofMillis(50))).isInstanceOf(TimeoutException.class);
        Process process = server.made.get(10, TimeUnit.SECONDS);
        assertThat(process.isAlive()).isTrue();
        supervisor.stop(Duration.ofSeconds(1));
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** One that starts only when it is let, and never serves. */
    private static final class Slow implements Startable {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final CompletableFuture<Process> made = new CompletableFuture<>();

        @Override
        public Process start() throws IOException {
            entered.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            Process process = new ProcessBuilder("sleep", "600").start();
            made.complete(process);
            return process;
        }

        @Override
        public boolean isReady(Process process) {
            return false;
        }

        @Override
        public void stop(Process process, Duration limit) {
            process.destroy();
        }

        @Override
        public String lastWords() {
            return "";
        }
    }
}
