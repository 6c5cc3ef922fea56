package org.lianzhen.gateway.app.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;
import org.lianzhen.gateway.app.terminal.Progress;
import org.lianzhen.gateway.app.terminal.Sizes;

/** Counts what becomes of files, and tells why some failed. May be used from any thread. */
final class SendTally {
    /** Lines for one reason that concerns the connection, not the files; more would hide the rest. */
    private static final int SHOWN = 5;

    private final Console console;
    private final Messages messages;
    private final Progress progress;
    private final Map<String, Integer> reasons = new LinkedHashMap<>();
    private long sent;
    private long bytes;
    private long present;
    private long failed;
    private long others;

    SendTally(Console console, Messages messages, Progress progress) {
        this.console = console;
        this.messages = messages;
        this.progress = progress;
    }

    /** A file is settled, whichever way. */
    void advance(long size) {
        progress.advance(1, size);
    }

    synchronized void sent(long size) {
        sent++;
        bytes += size;
    }

    /** The peer has it already. */
    synchronized void present() {
        present++;
        advance(0);
    }

    /** A file in a folder that holds no instance. */
    synchronized void other() {
        others++;
        advance(0);
    }

    /** A file could not even be looked at; nothing more comes of it. */
    synchronized void unreadable(Path file, String why) {
        failed(file, why);
        advance(0);
    }

    /** A file failed for a reason of its own. */
    synchronized void failed(Path file, String why) {
        failed++;
        tell(file, why);
    }

    /** A file was not sent because of something that concerns many. */
    synchronized void notSent(Path file, String why) {
        failed++;
        remark(file, why);
    }

    /** A file was sent, but. */
    synchronized void warned(Path file, String why) {
        remark(file, why);
    }

    private void remark(Path file, String why) {
        if (reasons.merge(why, 1, Integer::sum) <= SHOWN) {
            tell(file, why);
        }
    }

    private void tell(Path file, String why) {
        console.tell(messages.text("file.failed", Printable.of(file.toString()), why));
    }

    /** Whether nothing failed. */
    synchronized boolean isClean() {
        return failed == 0;
    }

    /** Whether there was nothing to send at all. */
    synchronized boolean isEmpty() {
        return sent + present + failed == 0;
    }

    /** Says how it went. */
    synchronized void summarize(Duration time) {
        reasons.forEach((why, count) -> {
            if (count > SHOWN) {
                console.tell(messages.text("send.more", count - SHOWN, why));
            }
        });
        long seconds = time.toSeconds();
        console.print(messages.text("send.summary", sent, Sizes.bytes(bytes), Sizes.time(seconds),
                Sizes.speed(bytes, time.toNanos()), present, failed, others));
    }
}
