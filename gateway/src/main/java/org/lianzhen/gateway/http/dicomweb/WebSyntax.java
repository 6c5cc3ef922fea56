package org.lianzhen.gateway.http.dicomweb;

import java.util.Set;
import org.lianzhen.dicom.dict.TransferSyntax;

/** Which transfer syntaxes travel over the web. */
public final class WebSyntax {
    private static final Set<TransferSyntax> FORBIDDEN = Set.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    private WebSyntax() {}

    /** False for those that PS3.18 section 8.7.3 forbids; peers that mind refuse such an instance for good. */
    public static boolean isAllowed(TransferSyntax syntax) {
        return !FORBIDDEN.contains(syntax);
    }
}
