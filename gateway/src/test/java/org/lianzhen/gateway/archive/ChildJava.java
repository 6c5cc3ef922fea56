package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java virtual machine like this one, with a main class of ours. */
public final class ChildJava {
    /** Most of them live for seconds, of which the second compiler and its threads would take half of the processor's time. */
    private static final List<String> FOR_A_SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private ChildJava() {}

    /** Starts it; what it writes to its standard error goes to ours. */
    public static Process start(String mainClass, String... arguments) throws IOException {
        return builder(mainClass, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** The same, not started yet. */
    public static ProcessBuilder builder(String mainClass, String... arguments) {
        return builder(FOR_A_SHORT_LIFE, mainClass, arguments);
    }

    /** One with the compiler and the memory that the virtual machine itself chooses, as people run it; not started yet. */
    public static ProcessBuilder asPeopleRunIt(String mainClass, String... arguments) {
        return builder(List.of(), mainClass, arguments);
    }

    private static ProcessBuilder builder(List<String> flags, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
