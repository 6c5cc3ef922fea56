package org.lianzhen.gateway.app.tools;

import org.lianzhen.dicom.dict.UidDictionary;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.gateway.app.terminal.Messages;

/** Says in plain words what became of an instance that was sent. */
final class ResultText {
    private static final int FAMILY = 0xFF00;

    private final Messages messages;
    private final PeerFaults faults;

    ResultText(Messages messages, PeerFaults faults) {
        this.messages = messages;
        this.faults = faults;
    }

    String of(InstanceResult result) {
        return switch (result) {
            case InstanceResult.Stored(Instance instance, Outcome outcome) -> messages.text("send.warning",
                    faults.of(outcome));
            case InstanceResult.Failed(Instance instance, Outcome outcome) -> messages.text("send.refused",
                    faults.of(outcome)) + messages.text(hint(outcome.status()));
            case InstanceResult.NotAccepted(Instance instance, String why) -> messages.text("send.not-accepted",
                    UidDictionary.name(instance.sopClassUid()), instance.transferSyntax().name(), why);
            case InstanceResult.Unreadable(Instance instance, String why) -> messages.text("file.io", why);
            case InstanceResult.NotSent(Instance instance, String why, boolean begun) -> messages.text("send.not-sent",
                    why);
        };
    }

    /** Statuses of storage that people can do something about (PS3.4 table B.2-1). */
    private static String hint(Status status) {
        if (status.equals(Status.NOT_AUTHORIZED)) {
            return "hint.not-authorized";
        }
        if (status.equals(Status.DUPLICATE_SOP_INSTANCE)) {
            return "hint.duplicate";
        }
        return switch (status.code() & FAMILY) {
            case 0xA700 -> "hint.resources";
            case 0xA900 -> "hint.mismatch";
            default -> (status.code() & 0xF000) == 0xC000 ? "hint.not-understood" : "hint.none";
        };
    }
}
