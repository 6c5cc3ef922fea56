package org.lianzhen.gateway.route;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How a destination is reached. */
public sealed interface Address {
    /**
     * A DICOM node, by C-STORE (PS3.4 annex B).
     *
     * @param aeTitle of a member's node
     */
    record Node(String aeTitle) implements Address {}

    /**
     * A web service, by the Store transaction (PS3.18 section 10.5).
     *
     * @param root of the DICOMweb service, without {@code /studies}
     * @param credentials name of the file that holds them and the only origin that gets them; never told; null when it asks for none
     * @param issuers name of the PEM file with the issuers of its certificate; null for those whom Java trusts
     */
    record Web(URI root, @Nullable String credentials, @Nullable String issuers) implements Address {}

    /**
     * A reading centre of the members, whose doctors read what is here in the browser.
     *
     * @param code of the centre
     * @param node that gets everything, too; null when nothing has to be sent
     * @param priors earlier studies that follow; null when none do
     */
    record Centre(String code, @Nullable Node node, @Nullable Priors priors) implements Address {
        /** One that nothing follows to. */
        public Centre(String code, @Nullable Node node) {
            this(code, node, null);
        }
    }
}
