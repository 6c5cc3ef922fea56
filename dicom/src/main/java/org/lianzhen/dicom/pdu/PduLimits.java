package org.lianzhen.dicom.pdu;

/**
 * Largest PDU lengths to accept, checked as soon as the length field is known and before anything is stored. Lengths are
 * those of the length field: without the 6-byte header.
 *
 * @param associate for A-ASSOCIATE-RQ and -AC, which are kept whole while they arrive; up to {@value #MAX_ASSOCIATE}
 * @param data for P-DATA-TF, which is streamed; deliberately apart from the maximum length we advertise, because peers exceed
 *        that. Below 0xFFFFFFFF, which is always refused
 */
public record PduLimits(int associate, long data) {
    /** Upper bound of {@link #associate}: 1 MiB. */
    public static final int MAX_ASSOCIATE = 1 << 20;
    /** 256 KiB for associations (128 contexts with 30 transfer syntaxes each take half of it), 128 MiB for P-DATA-TF. */
    public static final PduLimits DEFAULT = new PduLimits(1 << 18, 1L << 27);
    private static final int MIN_ASSOCIATE = 1 << 10;
    private static final long MAX_DATA = 0xFFFF_FFFEL;

    public PduLimits {
        if (associate < MIN_ASSOCIATE || associate > MAX_ASSOCIATE) {
            throw new IllegalArgumentException(
                    "limit for A-ASSOCIATE " + associate + " is not in " + MIN_ASSOCIATE + ".." + MAX_ASSOCIATE);
        }
        Checks.range(data, MAX_DATA, "limit for P-DATA-TF");
    }
}
