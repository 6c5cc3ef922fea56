package org.lianzhen.gateway.app;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.tls.CertificateOrder;
import org.lianzhen.gateway.app.tls.CertificateStore;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.IssuedFiles;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code certificates issue}: a certificate for a DICOM node or another server, with its key, as files to be carried there. */
@Command(name = "issue")
final class IssueCommand extends SettingsCommand {
    @Option(names = "--name", required = true, paramLabel = "NAME")
    private List<String> names = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR")
    private Path out = Path.of("");

    @Option(names = "--days", paramLabel = "N")
    private int days = CertificateOrder.LONGEST_DAYS;

    IssueCommand(Console console, Map<String, String> environment) {
        super(console, environment, List.of(Setting.DATA, Setting.CONFIG));
    }

    @Override
    void check() throws CommandException {
        if (days < 1 || days > CertificateOrder.LONGEST_DAYS) {
            throw CommandException.misuse(messages().text("certificates.days", CertificateOrder.LONGEST_DAYS));
        }
        for (String name : names) {
            if (!CertificateOrder.isName(name)) {
                throw CommandException.misuse(messages().text("certificates.name", name));
            }
        }
    }

    @Override
    int run(Settings settings) throws TlsFileException {
        CertificateStore store = CertificateStore.in(settings.data(), InstantSource.system());
        IssuedFiles files = IssuedFiles.write(store.authority(), new CertificateOrder(names, Instant.now(), days),
                out);
        X509Certificate issued = files.issued();
        console().print(messages().text("certificates.issued", files.certificate(), files.key(), files.issuer()));
        console().print(messages().text("certificates.subject", issued.getSubjectX500Principal()));
        console().print(messages().text("certificates.fingerprint", Certificates.fingerprint(issued)));
        console().print(messages().text("certificates.end", Certificates.end(issued)));
        console().print(messages().text("certificates.carry", files.key()));
        return 0;
    }
}
