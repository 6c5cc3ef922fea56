package org.lianzhen.gateway.link;

import java.util.List;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.gateway.link.LinkReport.AcceptedClass;

/** What a node is asked to take: the common kinds of images, each syntax in a context of its own, so that the answer tells them apart. */
final class Offer {
    static final List<TransferSyntax> UNCOMPRESSED = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    private static final List<String> CLASSES = List.of(SopClass.SecondaryCaptureImageStorage, SopClass.CTImageStorage,
            SopClass.MRImageStorage, SopClass.ComputedRadiographyImageStorage,
            SopClass.DigitalXRayImageStorageForPresentation,
            SopClass.DigitalMammographyXRayImageStorageForPresentation, SopClass.UltrasoundImageStorage,
            SopClass.UltrasoundMultiFrameImageStorage, SopClass.XRayAngiographicImageStorage,
            SopClass.BasicTextSRStorage, SopClass.EncapsulatedPDFStorage);
    private static final List<TransferSyntax> SYNTAXES = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.JPEG_BASELINE, TransferSyntax.JPEG_LOSSLESS_SV1,
            TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.RLE_LOSSLESS);

    private Offer() {}

    static AssociationProposal proposal(String callingAeTitle, String calledAeTitle) {
        AssociationProposal.Builder proposal = AssociationProposal.from(callingAeTitle, calledAeTitle);
        proposal.context(SopClass.Verification, UNCOMPRESSED);
        proposal.context(SopClass.StorageCommitmentPushModel, UNCOMPRESSED);
        CLASSES.forEach(sopClass -> SYNTAXES.forEach(syntax -> proposal.context(sopClass, List.of(syntax))));
        return proposal.build();
    }

    static List<AcceptedClass> accepted(AssociationTerms terms) {
        return CLASSES.stream().map(sopClass -> new AcceptedClass(sopClass, terms.contextsFor(sopClass).stream()
                .map(AcceptedContext::transferSyntax).map(TransferSyntax::uid).distinct().toList())).toList();
    }
}
