package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LoadTest {
    @TempDir
    private Path folder;
    private final Set<Long> performed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private ServerSocket port;
    private ServerUnderTest server;

    @BeforeEach
    void start() throws IOException {
        port = TestServers.port();
        server = TestServers.idle(folder, port);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        port.close();
    }

    /** What a stream does with one operation. */
    private interface Work {
        void on(long number) throws IOException;
    }

    private Load.Source streams(Work work) {
        return index -> {
            opened.incrementAndGet();
            return new Load.Stream() {
                @Override
                public void perform(long number) throws IOException {
                    work.on(number);
                    if (!performed.add(number)) {
                        throw new AssertionError("twice: " + number);
                    }
                }

                @Override
                public long bytesPerOperation() {
                    return 10L + index;
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        };
    }

    @Test
    void streamsShareTheOperationsAndEachIsDoneOnce() throws Exception {
        Measurement result = new Load(3, 100).on(server, streams(number -> {}));

        assertThat(performed).hasSize(100).allMatch(number -> number >= 0 && number < 100);
        assertThat(result.operations()).isEqualTo(100);
        assertThat(result.bytes()).isBetween(1_000L, 1_200L);
        assertThat(result.seconds()).isPositive();
        assertThat(result.threads()).as("of the server").isEqualTo(1);
        assertThat(opened).hasValue(3);
        assertThat(closed).hasValue(3);
    }

    @Test
    void nobodyStartsBeforeAllAreOpen() throws Exception {
        var openedAtStart = ConcurrentHashMap.<Integer>newKeySet();

        new Load(8, 50).on(server, streams(number -> openedAtStart.add(opened.get())));

        assertThat(openedAtStart).containsExactly(8);
    }

    @Test
    void moreStreamsThanOperationsDoNoHarm() throws Exception {
        assertThat(new Load(5, 2).on(server, streams(number -> {})).bytes()).isBetween(20L, 28L);
        assertThat(closed).hasValue(5);
    }

    @Test
    void anOperationThatFailsFailsTheLoad() {
        assertThatThrownBy(() -> new Load(2, 20).on(server, streams(number -> {
            if (number == 7) {
                throw new IOException("the server answered A700H");
            }
        }))).isInstanceOf(IOException.class).hasMessageContaining("the load broke off")
                .hasMessageContaining("the server answered A700H");

        assertThat(closed).as("all streams").hasValue(2);
    }

    @Test
    void aStreamThatDoesNotOpenFailsTheLoadAndNobodyWaitsForIt() {
        Load.Source working = streams(number -> {});

        assertThatThrownBy(() -> new Load(3, 20).on(server, index -> {
            if (index == 1) {
                throw new IOException("the association was not accepted");
            }
            return working.open(index);
        })).hasMessageContaining("the association was not accepted");

        assertThat(closed).hasValue(2);
    }
}
