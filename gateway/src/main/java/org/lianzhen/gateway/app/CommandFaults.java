package org.lianzhen.gateway.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What people see of a command that fails: a sentence, or a request to report what should not have happened. */
final class CommandFaults implements IExecutionExceptionHandler {
    private final Console console;
    private final Messages messages;

    CommandFaults(Console console) {
        this.console = console;
        this.messages = new Messages(CommandFaults.class, console.language());
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult result) {
        if (fault instanceof CommandException plain) {
            console.tell(plain.getMessage());
            return plain.exitCode();
        }
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        console.tell(messages.text("fault.unexpected"));
        console.tell(trace.toString().stripTrailing());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
