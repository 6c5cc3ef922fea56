package org.lianzhen.gateway.app;

import java.util.List;

/** How much is logged: a server tells what happens; tools speak for themselves, unless someone looks for a fault. */
final class LogLevel {
    /** Option that asks for everything. */
    static final String DEBUG_OPTION = "--debug";

    private LogLevel() {}

    static String of(List<String> arguments) {
        if (arguments.contains(DEBUG_OPTION)) {
            return "DEBUG";
        }
        return !arguments.isEmpty() && arguments.getFirst().equals("run") ? "INFO" : "OFF";
    }
}
