package org.lianzhen.dicom.pdu;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a proposed presentation context (PS3.8 section 9.3.3.2).
 *
 * @param id of the proposal it answers, 0 to 255
 * @param result acceptance or why not
 * @param transferSyntax UID of the encoding to use; null exactly when rejected, whatever the peer put there
 */
public record PresentationContextAc(int id, PresentationContextResult result, @Nullable String transferSyntax) {
    public PresentationContextAc {
        Checks.unsignedByte(id, "presentation context id");
        if ((result == PresentationContextResult.ACCEPTANCE) != (transferSyntax != null)) {
            throw new IllegalArgumentException("an accepted context has a transfer syntax, a rejected one has none");
        }
        if (transferSyntax != null) {
            Checks.uid(transferSyntax, "transfer syntax");
        }
    }

    /** The proposal is accepted in this transfer syntax. */
    public static PresentationContextAc accepted(int id, String transferSyntax) {
        return new PresentationContextAc(id, PresentationContextResult.ACCEPTANCE, transferSyntax);
    }

    /** The proposal is rejected. */
    public static PresentationContextAc rejected(int id, PresentationContextResult result) {
        return new PresentationContextAc(id, result, null);
    }

    /** Whether messages may be sent in this context. */
    public boolean isAccepted() {
        return result == PresentationContextResult.ACCEPTANCE;
    }
}
