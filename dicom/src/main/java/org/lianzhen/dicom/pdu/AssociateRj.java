package org.lianzhen.dicom.pdu;

/**
 * A-ASSOCIATE-RJ (PS3.8 section 9.3.4). Raw codes are kept because peers send reserved ones.
 *
 * @param result wire value of {@link RejectResult}, 0 to 255
 * @param source 1 = service user, 2 = provider (ACSE), 3 = provider (presentation); 0 to 255
 * @param reason meaning depends on the source, see {@link RejectReason}; 0 to 255
 */
public record AssociateRj(int result, int source, int reason) implements Pdu {
    public AssociateRj {
        Checks.unsignedByte(result, "reject result");
        Checks.unsignedByte(source, "reject source");
        Checks.unsignedByte(reason, "reject reason");
    }

    /** A rejection that trying again cannot change. */
    public static AssociateRj permanent(RejectReason reason) {
        return new AssociateRj(RejectResult.PERMANENT.code(), reason.source(), reason.code());
    }

    /** A rejection that may be over soon: the peer is invited to try again. */
    public static AssociateRj transientRejection(RejectReason reason) {
        return new AssociateRj(RejectResult.TRANSIENT.code(), reason.source(), reason.code());
    }

    /** Whether the peer says that trying again may help. */
    public boolean isTransient() {
        return result == RejectResult.TRANSIENT.code();
    }

    /** For log lines: names where the standard has them, numbers otherwise. */
    public String describe() {
        RejectResult knownResult = RejectResult.ofCode(result);
        RejectReason knownReason = RejectReason.ofCodes(source, reason);
        String codes = " (" + result + "/" + source + "/" + reason + ")";
        return "rejected " + (knownResult == null ? "" : knownResult.name() + ", ")
                + (knownReason == null ? "reason unknown" : knownReason.name()) + codes;
    }
}
