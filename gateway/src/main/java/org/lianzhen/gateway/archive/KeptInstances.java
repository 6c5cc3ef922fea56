package org.lianzhen.gateway.archive;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceData;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.PixelDecoding;

/** Makes of what is kept what can be sent; who takes no compression gets the pixels decoded, and never anything without them. */
public final class KeptInstances {
    private final Function<String, Path> files;
    private final PixelDecoding decoding;
    private final Nearest nearest;

    /** Says where bytes are had at the least cost. */
    @FunctionalInterface
    private interface Nearest {
        /** @param file that has them in any case */
        InstanceData data(KeptInstance kept, InstanceData file);
    }

    private KeptInstances(Function<String, Path> files, PixelDecoding decoding, Nearest nearest) {
        this.files = files;
        this.decoding = decoding;
        this.nearest = nearest;
    }

    /**
     * @param files the file of an object's key
     * @param temporary folder where decoded images wait to be sent, made when it does not exist
     * @param full whether nothing more may be put there
     */
    public KeptInstances(Function<String, Path> files, Path temporary, BooleanSupplier full) {
        this(files, decoding(temporary, full), (kept, file) -> file);
    }

    /** Those of a store, from memory while they are there; otherwise the same. */
    public static KeptInstances of(FileObjectStore store, Path temporary, BooleanSupplier full) {
        RecentObjects recent = store.recent();
        return new KeptInstances(store::path, decoding(temporary, full),
                (kept, file) -> new RecentData(recent, kept.objectKey(), kept.dataSetOffset(), file));
    }

    private static PixelDecoding decoding(Path temporary, BooleanSupplier full) {
        return new ArchivePixels(ArchivePixels.Limits.ofMachine(), temporary, full);
    }

    /** Reads nothing. */
    public Instance open(KeptInstance kept) {
        TransferSyntax syntax = TransferSyntax.of(kept.transferSyntaxUid());
        if (syntax == null) {
            throw new IllegalStateException("kept in an unknown transfer syntax: " + kept.transferSyntaxUid());
        }
        InstanceData filed = InstanceFile.data(files.apply(kept.objectKey()), kept.dataSetOffset());
        return new Instance(kept.instance().sopClassUid(), kept.instance().sopInstanceUid(), syntax,
                nearest.data(kept, filed)).decodedBy(decoding);
    }
}
