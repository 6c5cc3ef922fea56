package org.lianzhen.dicom.pdu;

import java.util.List;

/**
 * A proposed presentation context (PS3.8 section 9.3.2.2): one abstract syntax and the encodings the proposer can use.
 *
 * @param id 1 to 255 and odd by the standard; even ones and 0 occur in practice and are kept, see {@link #hasStandardId}
 * @param abstractSyntax SOP class UID
 * @param transferSyntaxes UIDs in the proposer's order of preference; may be empty on receive
 */
public record PresentationContextRq(int id, String abstractSyntax, List<String> transferSyntaxes) {
    public PresentationContextRq {
        Checks.unsignedByte(id, "presentation context id");
        Checks.uid(abstractSyntax, "abstract syntax");
        transferSyntaxes = List.copyOf(transferSyntaxes);
        transferSyntaxes.forEach(uid -> Checks.uid(uid, "transfer syntax"));
    }

    /** Whether the id is odd, as the standard demands. */
    public boolean hasStandardId() {
        return (id & 1) != 0;
    }
}
