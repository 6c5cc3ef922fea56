package org.lianzhen.gateway.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.tls.Authority;
import org.lianzhen.gateway.app.tls.CertificateStore;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code certificates ca}: makes our own certificate authority if there is none, and tells how others come to believe it. */
@Command(name = "ca")
final class AuthorityCommand extends SettingsCommand {
    @Option(names = "--replace")
    private boolean replace;

    AuthorityCommand(Console console, Map<String, String> environment) {
        super(console, environment, List.of(Setting.DATA, Setting.CONFIG));
    }

    @Override
    int run(Settings settings) throws TlsFileException {
        CertificateStore store = CertificateStore.in(settings.data(), InstantSource.system());
        tell(store, replace ? store.replaceAuthority() : store.authority());
        return 0;
    }

    private void tell(CertificateStore store, Authority authority) {
        console().print(messages().text("certificates.ca", authority.certificate().getSubjectX500Principal()));
        console().print(messages().text("certificates.file", store.authorityFile()));
        console().print(messages().text("certificates.fingerprint", Certificates.fingerprint(authority.certificate())));
        console().print(messages().text("certificates.end", Certificates.end(authority.certificate())));
        console().print(messages().text("certificates.install", store.authorityFile()));
    }
}
