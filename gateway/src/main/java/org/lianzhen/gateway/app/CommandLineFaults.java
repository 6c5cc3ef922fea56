package org.lianzhen.gateway.app;

import java.util.stream.Collectors;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in the console's language what is wrong with a command line, and where its description is. */
final class CommandLineFaults implements IParameterExceptionHandler {
    private final Console console;
    private final Messages messages;

    CommandLineFaults(Console console) {
        this.console = console;
        this.messages = new Messages(CommandLineFaults.class, console.language());
    }

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        console.tell(Printable.of(sentence(fault)));
        var command = fault.getCommandLine().getCommandSpec();
        console.tell(messages.text("usage.see", command.qualifiedName()));
        return command.exitCodeOnInvalidInput();
    }

    private String sentence(ParameterException fault) {
        ArgSpec argument = fault.getArgSpec();
        return switch (fault) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> messages.text("usage.missing",
                    missing.getMissing().stream().map(CommandLineFaults::name).collect(Collectors.joining(" ")));
            case OverwrittenOptionException twice -> messages.text("usage.twice", name(twice.getOverwritten()));
            case ParameterException other when argument != null && other.getValue() != null -> messages
                    .text("usage.value", name(argument), other.getValue());
            default -> messages.text("usage.other", fault.getMessage());
        };
    }

    private String unmatched(UnmatchedArgumentException fault) {
        String first = fault.getUnmatched().getFirst();
        String sentence = messages.text(fault.isUnknownOption() ? "usage.unknown-option" : "usage.unknown-argument",
                first);
        return fault.getSuggestions().isEmpty()
                ? sentence
                : sentence + messages.text("usage.suggestion", String.join(", ", fault.getSuggestions()));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
