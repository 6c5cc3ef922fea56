package org.lianzhen.gateway.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: what was asked for to the standard output, everything else to the standard error, there also a
 * line at the bottom of a terminal that tells how far it is. May be used from any thread.
 */
public final class Console {
    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final Language language;
    private final ReentrantLock turn = new ReentrantLock();
    private String status = "";

    /**
     * A console on two streams.
     *
     * @param terminal whether a person looks at the standard error, so that lines can be written over
     */
    public Console(PrintStream out, PrintStream err, boolean terminal, Language language) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.language = language;
    }

    /** The console of this process. */
    public static Console ofProcess(Language language) {
        return new Console(stream(FileDescriptor.out, "stdout.encoding"), stream(FileDescriptor.err, "stderr.encoding"),
                Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent(), language);
    }

    /** Chinese must come out even where the environment says POSIX: then UTF-8 is the best guess. */
    private static PrintStream stream(FileDescriptor descriptor, String property) {
        Charset charset = Charset.forName(System.getProperty(property, "UTF-8"), StandardCharsets.UTF_8);
        boolean speaksChinese = charset.canEncode() && charset.newEncoder().canEncode('联');
        return new PrintStream(new FileOutputStream(descriptor), true,
                speaksChinese ? charset : StandardCharsets.UTF_8);
    }

    public Language language() {
        return language;
    }

    /** Whether a person looks at it. */
    public boolean isTerminal() {
        return terminal;
    }

    /** A line of what was asked for. */
    public void print(String line) {
        write(out, line);
    }

    /** For long texts on the standard output. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, out.charset());
    }

    /** For long texts on the standard error. */
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, err.charset());
    }

    /** A line about what happens. */
    public void tell(String line) {
        write(err, line);
    }

    private void write(PrintStream stream, String line) {
        turn.lock();
        try {
            eraseStatus();
            stream.println(line);
            drawStatus();
        } finally {
            turn.unlock();
        }
    }

    /** Shows how far it is at the bottom of the terminal, instead of what stood there; null takes it away. */
    public void status(@Nullable String line) {
        if (!terminal) {
            return;
        }
        turn.lock();
        try {
            eraseStatus();
            status = line == null ? "" : line;
            drawStatus();
        } finally {
            turn.unlock();
        }
    }

    private void eraseStatus() {
        if (!status.isEmpty()) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }

    private void drawStatus() {
        if (!status.isEmpty()) {
            err.print(status);
            err.flush();
        }
    }
}
