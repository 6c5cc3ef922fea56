package org.lianzhen.gateway.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code lianzhen} program. */
@Command(name = "lianzhen", description = "Imaging and consultation gateway", mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
