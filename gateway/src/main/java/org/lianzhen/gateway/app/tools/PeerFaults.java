package org.lianzhen.gateway.app.tools;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.UidDictionary;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.AssociationEndedException;
import org.lianzhen.dicom.net.AssociationFailedException;
import org.lianzhen.dicom.net.ConnectResult;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;

/** Says in plain words why a peer did not do what it was asked for, and what to look at. */
final class PeerFaults {
    private final Messages messages;
    private final RemoteNode node;

    PeerFaults(Messages messages, RemoteNode node) {
        this.messages = messages;
        this.node = node;
    }

    /** AE title and address. */
    String name() {
        return node.aeTitle() + "@" + address();
    }

    private String address() {
        InetSocketAddress address = node.connection().address();
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Why a request was not completed. */
    String of(ServiceResult<?> refusal) {
        return switch (refusal) {
            case ServiceResult.Completed<?> completed -> completed.inWords();
            case ServiceResult.Rejected<?>(AssociateRj answer) -> of(answer);
            case ServiceResult.NotAccepted<?>(String sopClass, String why) -> messages.text("peer.not-accepted",
                    UidDictionary.name(sopClass), why);
            case ServiceResult.Failed<?>(Outcome outcome) -> messages.text("peer.failed", of(outcome));
        };
    }

    /** What a peer answered: status, its meaning, and its own comment. */
    String of(Outcome outcome) {
        String comment = outcome.errorComment();
        return outcome.status() + (comment == null || comment.isBlank() ? "" : ", " + Printable.of(comment));
    }

    private String of(AssociateRj answer) {
        return switch (RejectReason.ofCodes(answer.source(), answer.reason())) {
            case CALLED_AE_TITLE_NOT_RECOGNIZED -> messages.text("peer.called", node.aeTitle(), address());
            case CALLING_AE_TITLE_NOT_RECOGNIZED -> messages.text("peer.calling", node.callingAeTitle());
            case TEMPORARY_CONGESTION, LOCAL_LIMIT_EXCEEDED -> messages.text("peer.busy", name());
            case null, default -> messages.text("peer.rejected", name(), answer.describe());
        };
    }

    /** Why there was no answer. */
    String of(@Nullable Throwable fault) {
        return switch (fault) {
            case AssociationFailedException failed -> of(failed.result());
            case AssociationEndedException ended -> messages.text("peer.broken", name(), ended.end().inWords());
            case null, default -> messages.text("peer.fault", name(), fault);
        };
    }

    private String of(ConnectResult result) {
        return switch (result) {
            case ConnectResult.Established established -> established.inWords();
            case ConnectResult.Rejected rejected -> of(rejected.answer());
            case ConnectResult.Failed(ConnectResult.Step step, String why) -> switch (step) {
                case LOOKUP -> messages.text("peer.lookup", node.connection().address().getHostString());
                case CONNECT -> messages.text("peer.connect", address(), plain(why));
                case TLS -> messages.text("peer.tls", address(), why);
                case NEGOTIATION -> messages.text("peer.negotiation", address(), why);
            };
        };
    }

    /** The usual failures of TCP in fewer words. */
    private String plain(String why) {
        if (why.contains("refused")) {
            return messages.text("connect.refused");
        }
        if (why.contains("unreachable") || why.contains("No route")) {
            return messages.text("connect.unreachable");
        }
        return why.contains("timed out") || why.contains("in time") ? messages.text("connect.timeout") : why;
    }

    /** Somebody wants us to stop. */
    String interrupted() {
        return messages.text("peer.interrupted");
    }
}
