package org.lianzhen.gateway.archive;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.PixelDecoding;

/** Makes of what is kept what can be sent; who takes no compression gets the pixels decoded, and never anything without them. */
public final class KeptInstances {
    private final Function<String, Path> files;
    private final PixelDecoding decoding;

    /**
     * @param files the file of an object's key
     * @param temporary folder where decoded images wait to be sent, made when it does not exist
     * @param full whether nothing more may be put there
     */
    public KeptInstances(Function<String, Path> files, Path temporary, BooleanSupplier full) {
        this.files = files;
        this.decoding = new ArchivePixels(ArchivePixels.Limits.ofMachine(), temporary, full);
    }

    /** Reads nothing. */
    public Instance open(KeptInstance kept) {
        TransferSyntax syntax = TransferSyntax.of(kept.transferSyntaxUid());
        if (syntax == null) {
            throw new IllegalStateException("kept in an unknown transfer syntax: " + kept.transferSyntaxUid());
        }
        return InstanceFile.at(files.apply(kept.objectKey()), kept.dataSetOffset(), kept.instance(), syntax)
                .decodedBy(decoding);
    }
}
