package org.lianzhen.gateway.app.tools;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.StorageContext;

/**
 * Presentation contexts for C-GET. A peer sends an instance as it is only where its transfer syntax was accepted, and picks
 * one syntax of every context: so each has a context of its own, as far as 127 contexts go.
 */
final class GetContexts {
    private static final int MOST = 127;

    /** By how often they are met. */
    private static final List<TransferSyntax> SYNTAXES = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.JPEG_LOSSLESS_SV1,
            TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.JPEG_BASELINE, TransferSyntax.JPEG_LS_LOSSLESS,
            TransferSyntax.RLE_LOSSLESS, TransferSyntax.JPEG_2000, TransferSyntax.JPEG_EXTENDED,
            TransferSyntax.JPEG_LS_NEAR_LOSSLESS, TransferSyntax.JPEG_LOSSLESS, TransferSyntax.HTJ2K_LOSSLESS,
            TransferSyntax.HTJ2K_LOSSLESS_RPCL, TransferSyntax.HTJ2K, TransferSyntax.MPEG4_HIGH_PROFILE,
            TransferSyntax.MPEG2_MAIN_LEVEL, TransferSyntax.HEVC_MAIN_PROFILE,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    /** What hospitals have, for peers that do not tell. */
    private static final List<String> USUAL = List.of(SopClass.CTImageStorage, SopClass.MRImageStorage,
            SopClass.ComputedRadiographyImageStorage, SopClass.DigitalXRayImageStorageForPresentation,
            SopClass.DigitalXRayImageStorageForProcessing, SopClass.DigitalMammographyXRayImageStorageForPresentation,
            SopClass.DigitalMammographyXRayImageStorageForProcessing, SopClass.UltrasoundImageStorage,
            SopClass.UltrasoundMultiFrameImageStorage, SopClass.SecondaryCaptureImageStorage,
            SopClass.XRayAngiographicImageStorage, SopClass.XRayRadiofluoroscopicImageStorage,
            SopClass.NuclearMedicineImageStorage, SopClass.PositronEmissionTomographyImageStorage,
            SopClass.EnhancedCTImageStorage, SopClass.EnhancedMRImageStorage, SopClass.VLEndoscopicImageStorage,
            SopClass.VLPhotographicImageStorage, SopClass.GrayscaleSoftcopyPresentationStateStorage,
            SopClass.KeyObjectSelectionDocumentStorage, SopClass.BasicTextSRStorage, SopClass.EnhancedSRStorage,
            SopClass.ComprehensiveSRStorage, SopClass.XRayRadiationDoseSRStorage, SopClass.EncapsulatedPDFStorage,
            SopClass.TwelveLeadECGWaveformStorage, SopClass.RTImageStorage, SopClass.RTDoseStorage,
            SopClass.RTStructureSetStorage);

    private GetContexts() {}

    /** For these SOP classes, at most 127 of them. */
    static List<StorageContext> of(Collection<String> sopClasses) {
        List<String> classes = sopClasses.stream().sorted().limit(MOST).toList();
        int each = Math.min(MOST / Math.max(1, classes.size()), SYNTAXES.size());
        var contexts = new ArrayList<StorageContext>();
        for (String sopClass : classes) {
            for (int i = 0; i < each - 1; i++) {
                contexts.add(new StorageContext(sopClass, List.of(SYNTAXES.get(i))));
            }
            contexts.add(new StorageContext(sopClass, SYNTAXES.subList(Math.max(0, each - 1), SYNTAXES.size())));
        }
        return contexts;
    }

    /** For what is usual. */
    static List<StorageContext> usual() {
        return of(USUAL);
    }
}
