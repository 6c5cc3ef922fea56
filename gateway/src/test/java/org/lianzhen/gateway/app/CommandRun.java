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
        return run(Language.ENGLISH, arguments);
    }

    /** Runs {@code lianzhen dicom} in Chinese. */
    public static CommandRun dicomInChinese(Object... arguments) {
        return run(Language.CHINESE, arguments);
    }

    private static CommandRun run(Language language, Object... arguments) {
        var console = new TestConsole(language, false);
        List<String> texts = Stream.concat(Stream.of("dicom"), Stream.of(arguments).map(String::valueOf)).toList();
        int exit = new Program(console.console(), Map.of(), NodeStarter.STANDARD).execute(texts, new StopSignal());
        return new CommandRun(exit, console.outLines(), console.errLines());
    }
}
