package org.lianzhen.gateway.app;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.tls.CertificateStore;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.ServerNames;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import picocli.CommandLine.Command;

/** {@code certificates renew}: issues the certificate of the server anew before its time, for instance since its key was seen by others. */
@Command(name = "renew")
final class RenewCommand extends SettingsCommand {
    RenewCommand(Console console, Map<String, String> environment) {
        super(console, environment,
                List.of(Setting.DATA, Setting.CONFIG, Setting.BIND, Setting.HTTPS_NAMES, Setting.PUBLIC_URL));
    }

    @Override
    int run(Settings settings) throws CommandException, TlsFileException {
        CertificateStore store = CertificateStore.in(settings.data(), InstantSource.system());
        var names = new ServerNames(settings.bind(), own(settings).names(), ServerNames.Machine.ours());
        X509Certificate issued = store.renew(names.now()).chain().getFirst();
        console().print(messages().text("certificates.renewed", String.join(", ", Certificates.names(issued))));
        console().print(messages().text("certificates.fingerprint", Certificates.fingerprint(issued)));
        console().print(messages().text("certificates.end", Certificates.end(issued)));
        return 0;
    }

    /** Where only given certificates are shown, ours is shown to nobody. */
    private ServerIdentity.Own own(Settings settings) throws CommandException {
        WebSettings.Https https = settings.web().https();
        DicomTlsSettings tls = settings.dicom().tls();
        return Stream.<@Nullable ServerIdentity>of(https == null ? null : https.identity(),
                tls == null ? null : tls.identity())
                .filter(ServerIdentity.Own.class::isInstance).map(ServerIdentity.Own.class::cast).findFirst()
                .orElseThrow(() -> new CommandException(messages().text("certificates.given")));
    }
}
