package org.lianzhen.gateway.app.bench;

import java.util.List;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;

/**
 * The images of one study, numbered through all its series.
 *
 * @param perSeries how many images a series has
 */
record WebImages(SampleImage image, int perSeries) {
    private static final Implementation IMPLEMENTATION = new Implementation("2.25.3", "BENCH");

    /** Address of the series of an image below those of all studies. */
    String series(long number) {
        return "/" + SampleImage.STUDY + "/series/" + seriesUid(number);
    }

    /** Address of an image below those of all studies. */
    String instance(long number) {
        return series(number) + "/instances/" + uid(number);
    }

    /** The pieces of an image's file. */
    List<byte[]> file(long number) {
        byte[] head = Part10Writer.head(FileMetaInformation.of(image.sopClassUid(), uid(number),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), IMPLEMENTATION)).toArray();
        return List.of(head, image.encode(seriesUid(number), uid(number)).toArray());
    }

    private String seriesUid(long number) {
        return SampleImage.SERIES + "." + number / perSeries;
    }

    private static String uid(long number) {
        return "2.25.7." + number;
    }
}
