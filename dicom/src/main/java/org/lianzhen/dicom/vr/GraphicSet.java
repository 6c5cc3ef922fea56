package org.lianzhen.dicom.vr;

/**
 * A set of graphic characters that ISO 2022 escape sequences invoke (PS3.3 tables C.12-3 and C.12-4). Codes here have
 * no high bit: 0x20 to 0x7F for one byte, 0x2121 to 0x7E7E for two; in G1 each byte carries the high bit in addition.
 */
enum GraphicSet {
    /** ISO-IR 6. */
    ASCII("(B", "US-ASCII"),
    /** ISO-IR 14, the Latin letters of JIS X 0201: yen for backslash and overline for tilde. */
    JIS_ROMAN("(J", "US-ASCII"),
    /** ISO-IR 13, the half-width katakana of JIS X 0201. */
    KATAKANA(")I", "JIS_X0201"),
    LATIN_1("-A", "ISO-8859-1"),
    LATIN_2("-B", "ISO-8859-2"),
    LATIN_3("-C", "ISO-8859-3"),
    LATIN_4("-D", "ISO-8859-4"),
    LATIN_5("-M", "ISO-8859-9"),
    LATIN_9("-b", "ISO-8859-15"),
    CYRILLIC("-L", "ISO-8859-5"),
    ARABIC("-G", "ISO-8859-6"),
    GREEK("-F", "ISO-8859-7"),
    HEBREW("-H", "ISO-8859-8"),
    THAI("-T", "TIS-620"),
    /** ISO-IR 87. */
    JIS_X_0208("$B", "x-JIS0208"),
    /** ISO-IR 159. */
    JIS_X_0212("$(D", "JIS_X0212-1990"),
    /** ISO-IR 149. */
    KS_X_1001("$)C", "EUC-KR"),
    /** ISO-IR 58. */
    GB_2312("$)A", "GB2312");

    private final String designation;
    private final String charset;

    /** The bytes after ESC; the JDK's charset with the same repertoire, with the high bit where this set has it. */
    GraphicSet(String designation, String charset) {
        this.designation = designation;
        this.charset = charset;
    }

    /** The bytes after ESC that put this set into its place. */
    String designation() {
        return designation;
    }

    /** The JDK's name of a charset that contains this set. */
    String charset() {
        return charset;
    }

    /** Whether the set belongs into G1, where bytes have the high bit; otherwise into G0. */
    boolean isRight() {
        return designation.indexOf(')') >= 0 || designation.charAt(0) == '-';
    }

    boolean isDoubleByte() {
        return designation.charAt(0) == '$';
    }

    /** The character of a code, U+FFFD when it has none. */
    char decode(int code) {
        return CodeTable.of(this).decode(code);
    }

    /** The code of a character, 0 when it has none. */
    int encode(char c) {
        return CodeTable.of(this).encode(c);
    }
}
