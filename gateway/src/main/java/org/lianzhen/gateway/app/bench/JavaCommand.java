package org.lianzhen.gateway.app.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.app.Main;

/** How to start this program once more. */
final class JavaCommand {
    private JavaCommand() {}

    /** The command line of a Java virtual machine like this one with other arguments. */
    static List<String> self(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
