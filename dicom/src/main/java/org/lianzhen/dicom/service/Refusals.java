package org.lianzhen.dicom.service;

import java.util.List;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;

/** Refusals that name the element at fault. */
final class Refusals {
    private Refusals() {}

    static DimseException naming(Status status, String why, int tag) {
        return new DimseException(Outcome.of(status, why).withOffendingElements(List.of(tag)), null);
    }
}
