package org.lianzhen.dicom.image;

/**
 * Limits of a Golomb code word (ISO/IEC 14495-1 annex A.5.3).
 *
 * @param mostZeros that announce a number written plainly
 * @param plainBits of such a number
 */
record JpegLsCodeWord(int mostZeros, int plainBits) {}
