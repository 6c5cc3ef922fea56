package org.lianzhen.gateway.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code lianzhen} itself, with the options that every command has. */
@Command(name = "lianzhen", synopsisSubcommandLabel = "COMMAND")
final class RootCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** {@link Main} has looked for it before, and for --debug; here they are only understood. */
    @Option(names = Language.OPTION, paramLabel = "zh-CN|en", scope = ScopeType.INHERIT)
    void language(String tag) {
        if (Language.ofTag(tag) == null) {
            throw new ParameterException(spec.commandLine(), "", spec.findOption(Language.OPTION), tag);
        }
    }

    /** Without a command. */
    @Override
    public @Nullable Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
