package org.lianzhen.dicom.vr;

/**
 * Text read from bytes, with a word on whether the bytes kept to the rules.
 *
 * @param text bytes without meaning are U+FFFD
 * @param malformed the bytes broke a rule of their character set, though the meaning may still be clear (a missing
 *        escape sequence)
 * @param lossy some bytes had no meaning, so the text cannot be turned into these bytes again
 */
public record DecodedText(String text, boolean malformed, boolean lossy) {}
