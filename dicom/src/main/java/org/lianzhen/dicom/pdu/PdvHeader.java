package org.lianzhen.dicom.pdu;

/**
 * What precedes the bytes of a presentation data value (PS3.8 section 9.3.5.1 and annex E.2). {@link #of} hands out shared
 * instances, so the receive path allocates none.
 *
 * @param contextId presentation context, 0 to 255
 * @param command true for command bytes, false for data-set bytes (bit 0 of the message control header)
 * @param last true for the last fragment of the command or data set (bit 1)
 */
public record PdvHeader(int contextId, boolean command, boolean last) {
    static final int COMMAND = 1;
    static final int LAST = 2;
    private static final int FLAGS = COMMAND | LAST;
    private static final int FLAG_BITS = 2;
    private static final PdvHeader[] SHARED = new PdvHeader[256 << FLAG_BITS];

    static {
        for (int i = 0; i < SHARED.length; i++) {
            SHARED[i] = new PdvHeader(i >> FLAG_BITS, (i & COMMAND) != 0, (i & LAST) != 0);
        }
    }

    public PdvHeader {
        Checks.unsignedByte(contextId, "presentation context id");
    }

    /** The shared instance with these values. */
    public static PdvHeader of(int contextId, boolean command, boolean last) {
        return of(contextId, (command ? COMMAND : 0) | (last ? LAST : 0));
    }

    /** The shared instance for a message control header as received; bits 2 to 7 are reserved and ignored. */
    static PdvHeader of(int contextId, int control) {
        Checks.unsignedByte(contextId, "presentation context id");
        return SHARED[(contextId << FLAG_BITS) | (control & FLAGS)];
    }

    /** The message control header. */
    int control() {
        return (command ? COMMAND : 0) | (last ? LAST : 0);
    }
}
