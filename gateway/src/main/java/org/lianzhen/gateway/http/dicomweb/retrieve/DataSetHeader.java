package org.lianzhen.gateway.http.dicomweb.retrieve;

import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.vr.Vr;

/**
 * A data set up to its pixels.
 *
 * @param dataSet long values are left out of it; who needs one fetches it
 * @param pixels the attribute that holds the pixels, 0 without any
 * @param pixelVr its value representation
 * @param pixelLength bytes of native pixels, -1 when there are none
 */
record DataSetHeader(DataSet dataSet, int pixels, Vr pixelVr, long pixelLength) {
    private static final BulkData ELSEWHERE = new BulkData("", 0, 1);

    /** Also with what stands behind the pixels. */
    DataSetHeader with(DataSet whole) {
        return new DataSetHeader(whole, pixels, pixelVr, pixelLength);
    }

    /** The data set, in which pixels are told of and not held. */
    DataSet described() {
        return pixels == 0 || dataSet.contains(pixels) ? dataSet
                : dataSet.toBuilder().put(new BulkValue(pixels, pixelVr, ELSEWHERE)).build();
    }
}
