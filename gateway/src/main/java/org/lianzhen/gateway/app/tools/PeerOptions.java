package org.lianzhen.gateway.app.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.AssociationEvents;
import org.lianzhen.dicom.net.AssociationOptions;
import org.lianzhen.dicom.net.ConnectOptions;
import org.lianzhen.dicom.net.Deadline;
import org.lianzhen.dicom.net.Timeouts;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.tls.ClientTlsFiles;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.config.AeTitle;
import org.lianzhen.gateway.config.TlsProfileName;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whom a tool talks to and how: the options that all tools have in common. */
final class PeerOptions {
    static final int PORT = 11_112;
    static final int TLS_PORT = 2762;
    private static final String CALLED = "LIANZHEN";
    private static final String CALLING = "LIANZHEN_TOOLS";

    @Parameters(index = "0", paramLabel = "[AE@]HOST[:PORT]", descriptionKey = "peer")
    private String address = "";

    @Option(names = "--called", paramLabel = "AE", descriptionKey = "called")
    private @Nullable String called;

    @Option(names = "--calling", paramLabel = "AE", descriptionKey = "calling")
    private String calling = CALLING;

    @Option(names = "--timeout", paramLabel = "SECONDS", descriptionKey = "timeout")
    private @Nullable Integer timeout;

    @Option(names = "--tls", descriptionKey = "tls")
    private boolean tls;

    @Option(names = "--tls-cert", paramLabel = "FILE", descriptionKey = "tls-cert")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", descriptionKey = "tls-key")
    private @Nullable Path key;

    @Option(names = "--tls-ca", paramLabel = "FILE", descriptionKey = "tls-ca")
    private @Nullable Path trusted;

    @Option(names = "--tls-profile", paramLabel = "NAME", descriptionKey = "tls-profile")
    private String profile = TlsProfileName.BCP195.text();

    @Option(names = "--tls-any-host", descriptionKey = "tls-any-host")
    private boolean anyHost;

    /** The peer, with one association at a time. Blocks on the files of TLS. */
    Peer open(Console console) throws CommandException {
        return open(console, 1);
    }

    /** The peer, with several associations at the same time at most. Blocks on the files of TLS. */
    Peer open(Console console, int associations) throws CommandException {
        var messages = new Messages(PeerOptions.class, console.language());
        return new Peer(messages, events -> node(console, messages, events), associations);
    }

    private RemoteNode node(Console console, Messages messages, AssociationEvents events) throws CommandException {
        PeerAddress where = PeerAddress.parse(address);
        if (where == null) {
            throw CommandException.misuse(messages.text("peer.address", address));
        }
        String own = where.aeTitle();
        String title = called != null ? called : own == null ? CALLED : own;
        for (String checked : new String[]{ title, calling }) {
            if (!AeTitle.isValid(checked)) {
                throw CommandException.misuse(messages.text("peer.ae-title", checked));
            }
        }
        int port = where.port() > 0 ? where.port() : wantsTls() ? TLS_PORT : PORT;
        ConnectOptions connection = ConnectOptions.to(where.host(), port).with(association(messages)).with(events);
        if (wantsTls()) {
            connection = connection.withTls(tls(console, messages));
        }
        return RemoteNode.at(where.host(), port, title, calling).with(connection);
    }

    private boolean wantsTls() {
        return tls || anyHost || certificate != null || key != null || trusted != null;
    }

    private AssociationOptions association(Messages messages) throws CommandException {
        if (timeout == null) {
            return AssociationOptions.STANDARD;
        }
        if (timeout < 1) {
            throw CommandException.misuse(messages.text("peer.timeout"));
        }
        Duration longest = Duration.ofSeconds(timeout);
        return AssociationOptions.STANDARD.withTimeouts(
                Timeouts.STANDARD.with(Deadline.SET_UP, longest).with(Deadline.RESPONSE, longest));
    }

    private Supplier<TlsContext> tls(Console console, Messages messages) throws CommandException {
        TlsProfileName name = TlsProfileName.of(profile);
        if (name == null) {
            throw CommandException
                    .misuse(messages.text("peer.tls-profile", profile, String.join(", ", TlsProfileName.texts())));
        }
        if ((certificate == null) != (key == null)) {
            throw CommandException.misuse(messages.text("peer.tls-pair"));
        }
        try {
            TlsContext context = TlsFiles.client(new ClientTlsFiles(certificate, key, trusted, name, !anyHost));
            return () -> context;
        } catch (TlsFileException e) {
            throw new CommandException(e.in(console.language()));
        }
    }
}
