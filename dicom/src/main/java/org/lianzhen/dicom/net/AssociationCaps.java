package org.lianzhen.dicom.net;

/**
 * How many associations a server holds at the same time. One more is refused with A-ASSOCIATE-RJ 2/3/2 (transient,
 * local limit exceeded).
 *
 * @param total
 *            in all
 * @param perAddress
 *            from one network address
 * @param perCallingAe
 *            with one calling AE title
 * @param perCalledAe
 *            with one called AE title
 */
public record AssociationCaps(int total, int perAddress, int perCallingAe, int perCalledAe) {
    /** 10,000 in all; one address or AE title may hold half of them (many townships share one NAT address). */
    public static final AssociationCaps STANDARD = new AssociationCaps(10_000, 5_000, 5_000, 10_000);

    public AssociationCaps {
        if (Math.min(Math.min(total, perAddress), Math.min(perCallingAe, perCalledAe)) < 1) {
            throw new IllegalArgumentException("every cap on associations must be at least 1");
        }
    }
}
