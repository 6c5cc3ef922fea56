package org.lianzhen.gateway.intake;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * What is known of an instance before its data set comes.
 *
 * @param transferSyntax of the data set
 * @param instance what the data set must say of itself; null when nobody has said it before
 * @param dataSetOffset bytes in the kept object before its data set begins
 */
record Announcement(TransferSyntax transferSyntax, @Nullable SopReference instance, Sending sending,
        int dataSetOffset) {
    /**
     * How it comes.
     *
     * @param by the node or the account, of the sender's unit
     * @param target AE title or address
     */
    record Sending(Senders.Sender sender, AuditEvent.Actor by, String target, Priority priority) {}

    static Announcement of(StoreContext context, Senders.Sender sender, int dataSetOffset) {
        Association association = context.association();
        var terms = association.terms();
        return new Announcement(context.transferSyntax(),
                new SopReference(context.sopClassUid(), context.sopInstanceUid()),
                new Sending(sender,
                        AuditEvent.Actor.node(terms.peerAeTitle(), sender.unit(), association.peerAddress()),
                        terms.calledAeTitle(), context.priority()),
                dataSetOffset);
    }
}
