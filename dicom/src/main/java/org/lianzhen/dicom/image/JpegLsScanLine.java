package org.lianzhen.dicom.image;

/** Decodes the lines of a scan from top to bottom. */
interface JpegLsScanLine {

    void decode(int row);
}
