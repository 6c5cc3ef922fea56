package org.lianzhen.gateway.intake;

import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.lianzhen.gateway.intake.Uploaded.Fault;

/**
 * What whoever sent an instance is told when the archive did not take it, by whatever way it came.
 *
 * @param why in plain words, without anything about the patient
 */
record StorageFault(Fault whose, Status status, String why) {

    /** Reads a fault of a commit. What is the fault of the instance has a status that nobody tries again after; all else is A700H. */
    static StorageFault of(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case DimseException known -> {
                    return new StorageFault(Fault.FILE, known.outcome().status(),
                            String.valueOf(known.outcome().errorComment()));
                }
                case IndexUnavailableException index when index.rows() == Rows.REFUSED -> {
                    return new StorageFault(Fault.FILE, Status.PROCESSING_FAILURE, "the index does not want it");
                }
                case IndexUnavailableException index -> {
                    return new StorageFault(Fault.INDEX, Status.OUT_OF_RESOURCES, "the index is away");
                }
                default -> {}
            }
        }
        return new StorageFault(Fault.STORAGE, Status.OUT_OF_RESOURCES, "the storage did not take it");
    }

    /** As it is answered to a peer. */
    Outcome outcome() {
        return Outcome.of(status, why);
    }
}
