package org.lianzhen.dicom.vr;

/**
 * Text read from bytes, with a word on whether all bytes made sense.
 *
 * @param text bytes without meaning are U+FFFD
 * @param malformed some bytes had no meaning, or had one only by a guess (a missing escape sequence)
 */
public record DecodedText(String text, boolean malformed) {}
