package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine.Command;

/** {@code bench store}: C-STORE, our receiver beside DCMTK's. */
@Command(name = "store", sortOptions = false)
final class StoreBenchmark extends StoreComparison {
    StoreBenchmark(Console console) {
        super(console);
    }

    @Override
    void measure(Folders folders) throws IOException, InterruptedException {
        try (var peer = ServerUnderTest.storescp(folders.memory().resolve("storescp"));
                var lianzhen = ServerUnderTest.lianzhen(folders.memory().resolve("lianzhen"), false)) {
            print("store.memory");
            compare(peer, lianzhen);
        }
        try (var peer = ServerUnderTest.storescp(folders.disk().resolve("storescp"));
                var lianzhen = ServerUnderTest.lianzhen(folders.disk().resolve("lianzhen"), true)) {
            print("store.disk");
            compare(peer, lianzhen);
        }
    }
}
