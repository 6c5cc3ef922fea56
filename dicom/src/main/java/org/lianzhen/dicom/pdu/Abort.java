package org.lianzhen.dicom.pdu;

/**
 * A-ABORT (PS3.8 section 9.3.8). Raw codes are kept because peers send reserved ones (source 1 is seen in practice).
 *
 * @param source wire value of {@link AbortSource}, 0 to 255
 * @param reason wire value of {@link AbortReason}, 0 to 255
 */
public record Abort(int source, int reason) implements Pdu {
    public Abort {
        Checks.unsignedByte(source, "abort source");
        Checks.unsignedByte(reason, "abort reason");
    }

    /** An abort by the application. */
    public static Abort byUser() {
        return new Abort(AbortSource.SERVICE_USER.code(), AbortReason.NOT_SPECIFIED.code());
    }

    /** An abort by the upper layer itself. */
    public static Abort byProvider(AbortReason reason) {
        return new Abort(AbortSource.SERVICE_PROVIDER.code(), reason.code());
    }

    /** For log lines: names where the standard has them, numbers otherwise. */
    public String describe() {
        AbortSource knownSource = AbortSource.ofCode(source);
        if (knownSource == AbortSource.SERVICE_USER) {
            return "aborted by the peer's application";
        }
        AbortReason knownReason = AbortReason.ofCode(reason);
        String why = knownReason == null ? "reason " + reason : knownReason.name();
        return knownSource == null
                ? "aborted by reserved source " + source + ", " + why
                : "aborted by the peer's upper layer, " + why;
    }
}
