package org.lianzhen.dicom.data;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.DecodedText;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/**
 * Tells text from numbers in private elements whose representation was lost (UN), because only text may be touched when
 * the character set changes. Asks for strong evidence: a number changed by mistake is worse than a text left alone.
 */
final class HiddenText {

    private static final int ESCAPE = 0x1B;
    private static final int LEAST_LETTERS = 4;
    /** Of a single-byte text, this share must be ASCII: any byte at all is some letter of such a set. */
    private static final double ASCII_SHARE = 0.75;
    /** What people write beside letters and digits. Every byte of a number is some sign or other, but seldom one of these. */
    private static final String PUNCTUATION = ".,:;-+/()^=\\%&'°×，。：；（）、·—";

    private HiddenText() {}

    /** Whether the bytes, without padding, surely are text beyond the default repertoire, so that another set needs other bytes. */
    static boolean isText(Bytes bytes, SpecificCharacterSet characterSet) {
        boolean escapes = contains(bytes, ESCAPE);
        if (!escapes && isAscii(bytes)) {
            return false;
        }
        DecodedText decoded = characterSet.decodeChecked(bytes, Vr.UT);
        String text = decoded.text();
        if (decoded.malformed() || text.isEmpty() || text.chars().anyMatch(HiddenText::isNoText)) {
            return false;
        }
        if (escapes || characterSet.equals(SpecificCharacterSet.UTF_8)) {
            return true;
        }
        return text.chars().allMatch(HiddenText::isOrdinary)
                && (text.length() < bytes.length() ? isCommonChinese(text) : isMostlyAscii(text));
    }

    private static boolean contains(Bytes bytes, int wanted) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.u8(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(Bytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.u8(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNoText(int c) {
        boolean layout = c == '\r' || c == '\n' || c == '\t' || c == '\f';
        return (Character.isISOControl(c) && !layout) || c == '\uFFFD';
    }

    private static boolean isOrdinary(int c) {
        return Character.isLetterOrDigit(c) || Character.isWhitespace(c) || PUNCTUATION.indexOf(c) >= 0;
    }

    /** Random pairs of bytes often are some rare character of GB 18030, but seldom one of the 6,763 of GB 2312. */
    private static boolean isCommonChinese(String text) {
        CharsetEncoder common = Charset.forName("GB2312").newEncoder();
        return text.length() > 1 && common.canEncode(text);
    }

    private static boolean isMostlyAscii(String text) {
        long ascii = text.chars().filter(c -> c < 0x80).count();
        long letters = text.chars().filter(c -> c < 0x80 && Character.isLetter(c)).count();
        return letters >= LEAST_LETTERS && ascii >= ASCII_SHARE * text.length();
    }
}
