package org.lianzhen.dicom.service;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.DataSetSink;

/** Verification (PS3.4 annex A). */
final class VerificationProvider implements ServiceProvider {
    @Override
    public boolean provides(String sopClassUid) {
        return sopClassUid.equals(SopClass.Verification);
    }

    @Override
    public @Nullable DataSetSink perform(IncomingRequest incoming, Operations operations) {
        if (!(incoming.request() instanceof CEchoRq)) {
            throw new DimseException(Status.UNRECOGNIZED_OPERATION, "only C-ECHO for verification");
        }
        incoming.answer(Outcome.SUCCESS);
        return null;
    }
}
