package org.lianzhen.dicom.io;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;

/**
 * What was read of a DICOM file.
 *
 * @param meta its File Meta Information; null when it has none
 * @param transferSyntax the declared one, or the one the bytes are really in when that is missing or plainly wrong
 * @param dataSetOffset where in the file the bytes of the data set begin, to be sent on untouched
 * @param dataSet the data set as far as it was asked for
 * @param quirks what had to be put up with
 */
public record Part10File(@Nullable FileMetaInformation meta, TransferSyntax transferSyntax, long dataSetOffset,
        DataSet dataSet, List<Quirk> quirks) {

    public Part10File {
        quirks = List.copyOf(quirks);
    }
}
