package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java virtual machine like this one, with a main class of ours. */
public final class ChildJava {
    private ChildJava() {}

    /** Starts it; what it writes to its standard error goes to ours. */
    public static Process start(String mainClass, String... arguments) throws IOException {
        return builder(mainClass, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** The same, not started yet. */
    public static ProcessBuilder builder(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
