package org.lianzhen.dicom.service;

import java.time.Duration;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.NCreateRq;
import org.lianzhen.dicom.dimse.NSetRq;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DataSetSink;

/** Modality performed procedure step (PS3.4 section F.7). */
final class ProcedureStepProvider implements ServiceProvider {
    private final ProcedureStepHandler handler;
    private final Duration limit;

    ProcedureStepProvider(ProcedureStepHandler handler, Duration limit) {
        this.handler = handler;
        this.limit = limit;
    }

    @Override
    public boolean provides(String sopClassUid) {
        return sopClassUid.equals(SopClass.ModalityPerformedProcedureStep);
    }

    @Override
    public DataSetSink perform(IncomingRequest incoming, Operations operations) {
        return switch (incoming.request()) {
            case NCreateRq create -> create(create, incoming);
            case NSetRq set -> new DataSetWork(incoming, limit).perform(
                    changes -> handler.set(step(incoming, set.requestedSopInstanceUid(), changes)), answered -> {});
            default -> throw new DimseException(Status.UNRECOGNIZED_OPERATION,
                    "only N-CREATE and N-SET for procedure steps");
        };
    }

    private DataSetSink create(NCreateRq create, IncomingRequest incoming) {
        if (!create.hasDataSet()) {
            throw new DimseException(Status.MISSING_ATTRIBUTE, "a procedure step needs attributes");
        }
        String named = create.affectedSopInstanceUid();
        String uid = named == null ? Uid.random() : named;
        // the response must name the instance, so it is made for the request as completed by us
        var request = new NCreateRq(create.messageId(), create.affectedSopClassUid(), uid, true);
        var completed = new IncomingRequest(incoming.association(), incoming.context(), request);
        return new DataSetWork(completed, limit).perform(attributes -> {
            checkBegun(attributes);
            return handler.create(step(incoming, uid, attributes));
        }, answered -> {});
    }

    private static ProcedureStep step(IncomingRequest incoming, String uid, DataSet attributes) {
        return new ProcedureStep(incoming.association(), uid, attributes);
    }

    /** PS3.4 section F.7.2.1.2: a step is created when it begins. */
    private static void checkBegun(DataSet attributes) {
        String status = attributes.string(Tag.PerformedProcedureStepStatus);
        if (status == null) {
            throw Refusals.naming(Status.MISSING_ATTRIBUTE_VALUE, "Performed Procedure Step Status is missing",
                    Tag.PerformedProcedureStepStatus);
        }
        if (!status.equals("IN PROGRESS")) {
            throw Refusals.naming(Status.INVALID_ATTRIBUTE_VALUE, "a new procedure step must be IN PROGRESS",
                    Tag.PerformedProcedureStepStatus);
        }
    }
}
