package org.lianzhen.dicom.service;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Roles;

/** One service class of an application entity, as provider of some SOP classes. */
interface ServiceProvider {

    /** What we speak where there are no pixels, the preferred one first. */
    List<TransferSyntax> UNCOMPRESSED = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    boolean provides(String sopClassUid);

    /** Which of the offered transfer syntaxes to take. */
    default Optional<TransferSyntax> choose(List<TransferSyntax> offered) {
        return UNCOMPRESSED.stream().filter(offered::contains).findFirst();
    }

    /** What to agree to when the requestor proposes roles for one of our SOP classes; can only take away. */
    default Roles roles(Roles proposed) {
        return Roles.DEFAULT;
    }

    /** Answers extended negotiation for one of our SOP classes (PS3.7 D.3.3.5); null leaves it unanswered. */
    default byte @Nullable [] extended(String sopClassUid, byte[] proposed) {
        return null;
    }

    /**
     * Performs a request for one of our SOP classes; it must be answered, now or later.
     *
     * @return where its data set goes; null drops it
     * @throws org.lianzhen.dicom.dimse.DimseException to refuse it
     */
    @Nullable
    DataSetSink perform(IncomingRequest incoming, Operations operations);
}
