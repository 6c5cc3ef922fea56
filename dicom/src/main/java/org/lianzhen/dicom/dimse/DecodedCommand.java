package org.lianzhen.dicom.dimse;

/** What became of a received command set: a message, or a request that must be answered with a failure. */
public sealed interface DecodedCommand permits DimseMessage, RefusedRequest {

    /** Whether a data set follows the command: Command Data Set Type (0000,0800) is not 0101H. */
    boolean hasDataSet();
}
