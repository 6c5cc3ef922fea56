package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.TestConsole;

/**
 * What a command did.
 *
 * @param exit what the process would return
 * @param out lines on the standard output
 * @param err lines on the standard error
 */
public record CommandRun(int exit, List<String> out, List<String> err) {

    /** Runs {@code lianzhen dicom} in English. */
    public static CommandRun dicom(Object... arguments) {
        return run(new TestConsole(Language.ENGLISH, false), arguments);
    }

    /** Runs {@code lianzhen dicom} in Chinese. */
    public static CommandRun dicomInChinese(Object... arguments) {
        return run(new TestConsole(Language.CHINESE, false), arguments);
    }

    /** Runs {@code lianzhen dicom} on this console. */
    public static CommandRun run(TestConsole console, Object... arguments) {
        return lianzhen(console, Stream.concat(Stream.of("dicom"), Stream.of(arguments)).toArray());
    }

    /** Runs {@code lianzhen} on this console. */
    public static CommandRun lianzhen(TestConsole console, Object... arguments) {
        return lianzhen(console, Map.of(), arguments);
    }

    /** Runs {@code lianzhen} on this console, in this environment. */
    public static CommandRun lianzhen(TestConsole console, Map<String, String> environment, Object... arguments) {
        List<String> texts = Stream.of(arguments).map(String::valueOf).toList();
        int exit = new Program(console.console(), environment, NodeStarter.STANDARD).execute(texts, new StopSignal());
        return new CommandRun(exit, console.outLines(), console.errLines());
    }
}
