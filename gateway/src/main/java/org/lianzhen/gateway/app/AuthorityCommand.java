package org.lianzhen.gateway.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.tls.Authority;
import org.lianzhen.gateway.app.tls.CertificateStore;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code certificates ca}: makes our own certificate authority if there is none, and tells how others come to believe it. */
@Command(name = "ca")
final class AuthorityCommand implements Callable<Integer> {
    private final Console console;
    private final Messages messages;
    private final Map<String, String> environment;
    private final CommandSpec spec = CommandSpec.forAnnotatedObject(this);
    private final SettingOptions options;

    @Option(names = "--replace")
    private boolean replace;

    AuthorityCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.messages = new Messages(AuthorityCommand.class, console.language());
        this.environment = environment;
        this.options = new SettingOptions(console, spec, List.of(Setting.DATA, Setting.CONFIG));
    }

    /** The command with its options. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws CommandException {
        Optional<Settings> settings = options.load(environment);
        if (settings.isEmpty()) {
            return spec.exitCodeOnInvalidInput();
        }
        CertificateStore store = CertificateStore.in(settings.get().data(), InstantSource.system());
        try {
            Authority authority = replace ? store.replaceAuthority() : store.authority();
            tell(store, authority);
            return 0;
        } catch (TlsFileException e) {
            throw new CommandException(e.in(console.language()));
        }
    }

    private void tell(CertificateStore store, Authority authority) {
        console.print(messages.text("certificates.ca", authority.certificate().getSubjectX500Principal()));
        console.print(messages.text("certificates.file", store.authorityFile()));
        console.print(messages.text("certificates.fingerprint", Certificates.fingerprint(authority.certificate())));
        console.print(messages.text("certificates.end", Certificates.end(authority.certificate())));
        console.print(messages.text("certificates.install", store.authorityFile()));
    }
}
