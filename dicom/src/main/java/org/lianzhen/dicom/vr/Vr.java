package org.lianzhen.dicom.vr;

import org.jspecify.annotations.Nullable;

/**
 * The value representations of PS3.5 section 6.2 with the facts that reading and writing needs.
 *
 * <p>Limits count characters for text ({@link #isText()}), bytes otherwise, and apply to one value of a multi-valued
 * field (for PN: to one component group).
 */
public enum Vr {
    /** Application Entity. */
    AE(Kind.STRING, 16),
    /** Age String. */
    AS(Kind.STRING, 4),
    /** Attribute Tag. */
    AT(Kind.BINARY, 4, 2),
    /** Code String. */
    CS(Kind.STRING, 16),
    /** Date; 18 bytes in a query with a range. */
    DA(Kind.STRING, 8),
    /** Decimal String. */
    DS(Kind.STRING, 16),
    /** Date Time; 54 bytes in a query with a range. */
    DT(Kind.STRING, 26),
    /** Floating Point Double. */
    FD(Kind.BINARY, 8, 8),
    /** Floating Point Single. */
    FL(Kind.BINARY, 4, 4),
    /** Integer String. */
    IS(Kind.STRING, 12),
    /** Long String. */
    LO(Kind.TEXT, 64),
    /** Long Text. */
    LT(Kind.SINGLE_TEXT, 10_240),
    /** Other Byte. */
    OB(Kind.LONG_BINARY, Vr.UNLIMITED - 1, 1),
    /** Other Double. */
    OD(Kind.LONG_BINARY, Vr.UNLIMITED - 7, 8),
    /** Other Float. */
    OF(Kind.LONG_BINARY, Vr.UNLIMITED - 3, 4),
    /** Other Long. */
    OL(Kind.LONG_BINARY, Vr.UNLIMITED - 3, 4),
    /** Other 64-bit Very Long. */
    OV(Kind.LONG_BINARY, Vr.UNLIMITED - 7, 8),
    /** Other Word. */
    OW(Kind.LONG_BINARY, Vr.UNLIMITED - 1, 2),
    /** Person Name; the limit is per component group. */
    PN(Kind.TEXT, 64),
    /** Short String. */
    SH(Kind.TEXT, 16),
    /** Signed Long. */
    SL(Kind.BINARY, 4, 4),
    /** Sequence of Items. */
    SQ(Kind.SEQUENCE, Vr.UNLIMITED),
    /** Signed Short. */
    SS(Kind.BINARY, 2, 2),
    /** Short Text. */
    ST(Kind.SINGLE_TEXT, 1024),
    /** Signed 64-bit Very Long. */
    SV(Kind.BINARY, 8, 8),
    /** Time; 28 bytes in a query with a range. */
    TM(Kind.STRING, 14),
    /** Unlimited Characters. */
    UC(Kind.TEXT, Vr.UNLIMITED - 1),
    /** Unique Identifier. */
    UI(Kind.STRING, 64),
    /** Unsigned Long. */
    UL(Kind.BINARY, 4, 4),
    /** Unknown. */
    UN(Kind.LONG_BINARY, Vr.UNLIMITED - 1, 1),
    /** Universal Resource Identifier or Locator. */
    UR(Kind.SINGLE_STRING, Vr.UNLIMITED - 1),
    /** Unsigned Short. */
    US(Kind.BINARY, 2, 2),
    /** Unlimited Text. */
    UT(Kind.SINGLE_TEXT, Vr.UNLIMITED - 1),
    /** Unsigned 64-bit Very Long. */
    UV(Kind.BINARY, 8, 8);

    private enum Kind {
        STRING, SINGLE_STRING, TEXT, SINGLE_TEXT, BINARY, LONG_BINARY, SEQUENCE
    }

    private static final long UNLIMITED = 0xFFFF_FFFFL;
    private static final @Nullable Vr[] BY_CODE = new Vr[26 * 26];

    static {
        for (Vr vr : values()) {
            BY_CODE[index(vr.code)] = vr;
        }
    }

    private final Kind kind;
    private final long maxLength;
    private final int swapUnit;
    private final int code;

    Vr(Kind kind, long maxLength) {
        this(kind, maxLength, 1);
    }

    Vr(Kind kind, long maxLength, int swapUnit) {
        this.kind = kind;
        this.maxLength = maxLength;
        this.swapUnit = swapUnit;
        this.code = name().charAt(0) << 8 | name().charAt(1);
    }

    /** The two ASCII letters as they stand in an explicit data element: first letter in bits 15-8, second in 7-0. */
    public int code() {
        return code;
    }

    /**
     * Finds a value representation by its two letters.
     *
     * @param code two ASCII letters, the first in bits 15-8
     * @return null when no such value representation is defined
     */
    public static @Nullable Vr ofCode(int code) {
        int index = index(code);
        return index < 0 ? null : BY_CODE[index];
    }

    private static int index(int code) {
        int first = (code >> 8) - 'A';
        int second = (code & 0xFF) - 'A';
        return (first | second) < 0 || first >= 26 || second >= 26 ? -1 : first * 26 + second;
    }

    /** Whether an explicit data element spends two reserved bytes and a 32-bit length (PS3.5 table 7.1-1). */
    public boolean hasLongLength() {
        return switch (this) {
            case SV, UV, UC, UR, UT -> true;
            default -> kind == Kind.LONG_BINARY || kind == Kind.SEQUENCE;
        };
    }

    /** Whether Specific Character Set (0008,0005) governs the bytes: SH LO ST LT UC UT PN. */
    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.SINGLE_TEXT;
    }

    /** Whether the bytes are characters at all, in whatever character set. */
    public boolean isString() {
        return isText() || kind == Kind.STRING || kind == Kind.SINGLE_STRING;
    }

    /** Whether a backslash separates values. It is an ordinary character in ST, LT, UT and UR. */
    public boolean isMultiValued() {
        return kind == Kind.STRING || kind == Kind.TEXT;
    }

    /** The byte that makes a value field even: NUL for UI and everything binary, space for other strings. */
    public byte padding() {
        return (byte) (isString() && this != UI ? ' ' : 0);
    }

    /** Bytes of one number, to be reversed for big endian: 1, 2, 4 or 8. AT counts as two numbers of 2 bytes. */
    public int swapUnit() {
        return swapUnit;
    }

    /** Longest value: characters for text, bytes otherwise; 2^32-1 and little less stand for "no limit". */
    public long maxLength() {
        return maxLength;
    }

    /** Bytes of one value of a binary representation with fixed size (US: 2, AT: 4, FD: 8), 0 for all others. */
    public int fixedLength() {
        return kind == Kind.BINARY ? (int) maxLength : 0;
    }

    /**
     * Removes what carries no meaning from one value of this representation: padding at the end, and leading spaces
     * too except where they are significant (ST, LT, UT, UC, UR).
     */
    public String trim(String value) {
        int end = value.length();
        while (end > 0 && isPadding(value.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        if (kind != Kind.SINGLE_TEXT && kind != Kind.SINGLE_STRING && this != UC) {
            while (start < end && value.charAt(start) == ' ') {
                start++;
            }
        }
        return value.substring(start, end);
    }

    private static boolean isPadding(char c) {
        return c == ' ' || c == 0;
    }
}
