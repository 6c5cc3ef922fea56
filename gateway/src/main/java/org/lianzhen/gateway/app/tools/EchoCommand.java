package org.lianzhen.gateway.app.tools;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.service.EchoReply;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dicom echo}: is a peer there, and does it know us. */
@Command(name = "echo")
final class EchoCommand implements Callable<Integer> {
    private final Console console;
    private final Messages messages;

    @Mixin
    private final PeerOptions options = new PeerOptions();

    EchoCommand(Console console) {
        this.console = console;
        this.messages = new Messages(EchoCommand.class, console.language());
    }

    @Override
    public Integer call() throws CommandException {
        try (Peer peer = options.open(console)) {
            EchoReply reply = peer.completed(peer.user().echo(peer.node()));
            String time = String.format(Locale.ROOT, "%.1f", reply.roundTrip().toNanos() / 1e6);
            console.print(messages.text("echo.answered", peer.name(), time));
            ImplementationIdentity who = reply.terms().peer();
            String name = who.versionName();
            console.print(messages.text("echo.peer", name == null ? "-" : Printable.of(name),
                    Printable.of(who.classUid()), pduLength(reply)));
            return 0;
        }
    }

    private String pduLength(EchoReply reply) {
        long length = reply.terms().maxPduToPeer();
        return length == 0 ? messages.text("echo.unlimited") : String.valueOf(length);
    }
}
