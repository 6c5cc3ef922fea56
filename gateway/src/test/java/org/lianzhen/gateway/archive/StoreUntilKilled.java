package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A process that stores objects side by side and prints every acknowledged one, until it is killed. */
final class StoreUntilKilled {
    private static final int UNDER_WAY = 12;

    private StoreUntilKilled() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        FileObjectStore store = FileObjectStore.open(FileObjectStore.Options.of(Path.of(args[0])));
        out.println("open");
        ExecutorService owner = Executors.newSingleThreadExecutor();
        var underWay = new Semaphore(UNDER_WAY);
        for (long seed = 0;; seed++) {
            underWay.acquire();
            byte[] bytes = content(seed);
            owner.execute(() -> store(store, owner, bytes).whenComplete((stored, fault) -> {
                out.println(fault == null ? stored.key() + " " + stored.sha256().orElseThrow() : "refused " + fault);
                underWay.release();
            }));
        }
    }

    private static java.util.concurrent.CompletionStage<StoredObject> store(FileObjectStore store,
            ExecutorService owner,
            byte[] bytes) {
        ObjectWriter writer = store.begin(owner, StoreFixture.buffer(new byte[0]), () -> {});
        ByteBuf all = StoreFixture.buffer(bytes);
        while (all.isReadable()) {
            writer.write(all.readRetainedSlice(Math.min(all.readableBytes(), 100_000)));
        }
        all.release();
        return writer.commit();
    }

    /** Mostly small objects, now and then one that is streamed. */
    private static byte[] content(long seed) {
        return StoreFixture.random(seed % 7 == 0 ? 3_000_000 : 20_000 + (int) (seed % 1000), seed);
    }
}
