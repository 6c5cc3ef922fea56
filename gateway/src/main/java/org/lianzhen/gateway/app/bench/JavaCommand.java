package org.lianzhen.gateway.app.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start this program once more. */
final class JavaCommand {
    /** By name: the command tree already depends on this package. */
    private static final String MAIN = "org.lianzhen.gateway.app.Main";

    private JavaCommand() {}

    /** The command line of a Java virtual machine like this one with other arguments. */
    static List<String> self(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of(arguments));
        return command;
    }
}
