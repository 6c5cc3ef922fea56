package org.lianzhen.gateway.app;

import java.util.List;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Language;

/** Entry point of the {@code lianzhen} program. */
public final class Main {
    /** Read by logback.xml when the first logger is made. */
    private static final String LOG_LEVEL = "lianzhen.log.level";

    private Main() {}

    public static void main(String[] args) {
        var arguments = List.of(args);
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, LogLevel.of(arguments));
        }
        Console console = Console.ofProcess(Language.of(arguments, System.getenv()));
        var program = new Program(console, System.getenv(), NodeStarter.STANDARD);
        System.exit(program.execute(arguments, StopSignal.ofProcess()));
    }
}
