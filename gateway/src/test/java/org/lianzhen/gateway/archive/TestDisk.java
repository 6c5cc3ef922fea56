package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The real disk, with a journal of its calls, and with calls that fail or wait when a test says so. */
final class TestDisk implements Disk {
    final List<String> journal = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(0);
    private volatile Predicate<String> failing = call -> false;
    private volatile Predicate<String> breaking = call -> false;
    private volatile Predicate<String> waiting = call -> false;
    private volatile CountDownLatch gate = never;
    private volatile CountDownLatch waits = new CountDownLatch(1);

    /** Calls whose text ("sync 0001-12.dcm") matches throw from now on. */
    void fail(Predicate<String> calls) {
        failing = calls;
    }

    /** Calls whose text matches throw what no disk should throw, from now on. */
    void breakDown(Predicate<String> calls) {
        breaking = calls;
    }

    /** Calls whose text matches wait from now on, until {@link #letGo()}. */
    void hold(Predicate<String> calls) {
        gate = new CountDownLatch(1);
        waits = new CountDownLatch(1);
        waiting = calls;
    }

    void awaitHeldCall() throws InterruptedException {
        if (!waits.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("no call came: " + journal);
        }
    }

    void letGo() {
        waiting = call -> false;
        gate.countDown();
    }

    long count(String prefix) {
        return journal.stream().filter(call -> call.startsWith(prefix)).count();
    }

    private void call(String what) throws IOException {
        if (waiting.test(what)) {
            CountDownLatch current = gate;
            waits.countDown();
            try {
                current.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        journal.add(what);
        if (failing.test(what)) {
            throw new IOException("injected: " + what);
        }
        if (breaking.test(what)) {
            throw new StackOverflowError("injected: " + what);
        }
    }

    @Override
    public DiskFile create(Path path) throws IOException {
        call("create " + path.getFileName());
        return new TestFile(LOCAL.create(path), path.getFileName().toString());
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        call("syncDirectory " + directory.getFileName());
        LOCAL.syncDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        call("rename " + from.getFileName() + " " + to.getFileName());
        LOCAL.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        call("delete " + path.getFileName());
        LOCAL.delete(path);
    }

    private final class TestFile implements DiskFile {
        private final DiskFile real;
        private final String name;

        private TestFile(DiskFile real, String name) {
            this.real = real;
            this.name = name;
        }

        @Override
        public void write(ByteBuffer[] buffers) throws IOException {
            call("write " + name);
            real.write(buffers);
        }

        @Override
        public void end(ByteBuffer[] buffers) throws IOException {
            call("write " + name);
            real.end(buffers);
        }

        @Override
        public void sync() throws IOException {
            call("sync " + name);
            real.sync();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
