package org.lianzhen.gateway.app.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shows how far something is: as a bar on a terminal, as a plain line once in a while elsewhere. May be used from any
 * thread.
 */
public final class Progress implements AutoCloseable {
    private static final int BAR = 24;
    private static final long REDRAW = Duration.ofMillis(100).toNanos();
    private static final long PLAIN = Duration.ofSeconds(10).toNanos();
    /** Speed and time left mean nothing before. */
    private static final long TELLING = Duration.ofSeconds(1).toNanos();

    private final Console console;
    private final Messages messages;
    private final String label;
    private final LongSupplier clock;
    private final long begin;
    private long total = -1;
    private long done;
    private long bytes;
    private long shown;
    private boolean closed;

    public Progress(Console console, String label) {
        this(console, label, System::nanoTime);
    }

    /**
     * Progress by a given clock.
     *
     * @param label what is being done, in the console's language
     * @param clock in nanoseconds
     */
    public Progress(Console console, String label, LongSupplier clock) {
        this.console = console;
        this.messages = new Messages(Progress.class, console.language());
        this.label = label;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.shown = console.isTerminal() ? begin - REDRAW : begin;
    }

    /** How many things there are in all, as soon as that is known. */
    public synchronized void total(long count) {
        total = count;
        show();
    }

    /** Some more are done, of this size. */
    public synchronized void advance(long count, long size) {
        done += count;
        bytes += size;
        show();
    }

    private void show() {
        long now = clock.getAsLong();
        if (closed || now - shown < (console.isTerminal() ? REDRAW : PLAIN)) {
            return;
        }
        shown = now;
        if (console.isTerminal()) {
            console.status(line(now));
        } else {
            console.tell(line(now));
        }
    }

    private String line(long now) {
        var line = new StringBuilder(label);
        if (total > 0) {
            long share = Math.clamp(done * 100 / total, 0, 100);
            int filled = (int) (share * BAR / 100);
            if (console.isTerminal()) {
                line.append(" [").append("#".repeat(filled)).append(".".repeat(BAR - filled)).append(']');
            }
            line.append(' ').append(share).append("% ").append(done).append('/').append(total);
        } else {
            line.append(' ').append(done);
        }
        if (bytes > 0 && now - begin >= TELLING) {
            line.append("  ").append(Sizes.speed(bytes, now - begin));
        }
        if (total > done && done > 0 && now - begin >= TELLING) {
            long left = Math.round((now - begin) / (double) done * (total - done) / 1e9);
            line.append("  ").append(messages.text("progress.left", Sizes.time(left)));
        }
        return line.toString();
    }

    /** Takes the bar away for good: what counts or writes in the background may not have noticed the end. */
    @Override
    public synchronized void close() {
        closed = true;
        console.status(null);
    }
}
