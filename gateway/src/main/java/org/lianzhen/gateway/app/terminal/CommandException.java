package org.lianzhen.gateway.app.terminal;

/** Ends a command. Its message is a sentence for people in their language that says what went wrong and what to do. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final int exitCode;

    private CommandException(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** The command was understood and failed. */
    public CommandException(String sentence) {
        this(sentence, FAILED);
    }

    /** The command line makes no sense. */
    public static CommandException misuse(String sentence) {
        return new CommandException(sentence, MISUSED);
    }

    /** What the process returns. */
    public int exitCode() {
        return exitCode;
    }

    /** Always there. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
