package org.lianzhen.gateway.link;

import java.time.Duration;
import org.lianzhen.dicom.net.ConnectResult;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.dicom.pdu.RejectReason;

/** Why there is no association, in the words of those who have to see to it (PS3.8 table 9-21). */
final class Refusal {
    private Refusal() {}

    static Found of(AssociateRj answer, Line line) {
        String ours = line.calls().aeTitle();
        String theirs = line.target().aeTitle();
        String codes = answer.result() + "/" + answer.source() + "/" + answer.reason();
        RejectReason reason = RejectReason.ofCodes(answer.source(), answer.reason());
        Found found = switch (reason) {
            case CALLING_AE_TITLE_NOT_RECOGNIZED -> Found.failed("association.calling-title", ours);
            case CALLED_AE_TITLE_NOT_RECOGNIZED -> Found.failed("association.called-title", theirs, ours);
            case TEMPORARY_CONGESTION, LOCAL_LIMIT_EXCEEDED -> Found.failed("association.busy");
            case APPLICATION_CONTEXT_NAME_NOT_SUPPORTED,
                    PROTOCOL_VERSION_NOT_SUPPORTED -> Found.failed("association.other-dicom");
            case NO_REASON_GIVEN, ACSE_NO_REASON_GIVEN -> Found.failed("association.no-reason", ours);
            case null -> Found.failed("association.unknown-reason", codes);
        };
        return found.with("reject", codes);
    }

    /** What went over the line tells more than that it failed. */
    static Found of(ConnectResult.Failed failed, Line line) {
        PduException.Kind kind = line.trace().unreadable().orElse(null);
        if (kind != null) {
            return switch (kind) {
                case TLS -> Found.failed("association.wants-tls");
                case HTTP -> Found.failed("association.web-server");
                default -> Found.failed("association.no-dicom");
            };
        }
        String why = failed.why();
        if (why.contains("TLS failed")) {
            return TlsProbe.refused(why);
        }
        if (why.startsWith("aborted by the peer")) {
            return Found.failed("association.aborted", line.calls().aeTitle());
        }
        Duration patience = line.patience();
        return new OtherLanguages(line.address(), patience).spoken().orElseGet(() -> why.contains("in time")
                ? Found.failed("association.silent", NetworkProbe.seconds(patience))
                : Found.failed("association.lost", why));
    }
}
