package org.lianzhen.gateway.app.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A console that remembers what was written to it. */
public final class TestConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    public TestConsole(Language language, boolean terminal) {
        console = new Console(stream(out), stream(err), terminal, language);
    }

    /** In English, without a person who looks at it. */
    public static TestConsole english() {
        return new TestConsole(Language.ENGLISH, false);
    }

    /** In Chinese, without a person who looks at it. */
    public static TestConsole chinese() {
        return new TestConsole(Language.CHINESE, false);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    public Console console() {
        return console;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    public List<String> outLines() {
        return out().lines().toList();
    }

    public List<String> errLines() {
        return err().lines().toList();
    }
}
