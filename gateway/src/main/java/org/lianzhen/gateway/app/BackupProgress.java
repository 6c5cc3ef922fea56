package org.lianzhen.gateway.app;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;
import org.lianzhen.gateway.app.terminal.Progress;
import org.lianzhen.gateway.backup.BackupListener;

/** Shows people how far a backup is, one part after the other, and which images are damaged. */
final class BackupProgress implements BackupListener, AutoCloseable {
    private static final int MOST_NAMED = 20;

    private final Console console;
    private final Messages messages;
    private final AtomicLong damaged = new AtomicLong();
    private volatile @Nullable Progress progress;

    BackupProgress(Console console) {
        this.console = console;
        this.messages = new Messages(BackupProgress.class, console.language());
    }

    @Override
    public void phase(Phase phase, long count) {
        done();
        var next = new Progress(console, messages.text("backup.phase." + phase));
        next.total(count);
        progress = next;
    }

    @Override
    public void advanced(long bytes) {
        Progress now = progress;
        if (now != null) {
            now.advance(1, bytes);
        }
    }

    @Override
    public void damaged(String key) {
        if (damaged.incrementAndGet() <= MOST_NAMED) {
            console.tell(messages.text("backup.damaged", Printable.of(key)));
        }
    }

    /** Shows nothing any more. */
    void done() {
        Progress now = progress;
        progress = null;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public void close() {
        done();
    }
}
