package org.lianzhen.dicom.service;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.net.ConnectOptions;
import org.lianzhen.dicom.pdu.UserIdentityRq;

/**
 * Another application entity, and who we are to it. Equal nodes share pooled associations, so the same suppliers and hooks
 * should be used in {@code connection} every time.
 *
 * @param aeTitle its title
 * @param callingAeTitle ours
 * @param connection where it is and how it is reached, TLS included
 * @param identity user we claim to be, or null
 * @param preferred transfer syntaxes that it would rather be sent than an instance's own, best first; mostly none
 */
public record RemoteNode(String aeTitle, String callingAeTitle, ConnectOptions connection,
        @Nullable UserIdentityRq identity, List<TransferSyntax> preferred) {
    public RemoteNode {
        preferred = List.copyOf(preferred);
    }

    /** A node that takes instances as they are, as far as it can. */
    public RemoteNode(String aeTitle, String callingAeTitle, ConnectOptions connection,
            @Nullable UserIdentityRq identity) {
        this(aeTitle, callingAeTitle, connection, identity, List.of());
    }

    /** A node reached over a plain connection with standard options. */
    public static RemoteNode at(String host, int port, String aeTitle, String callingAeTitle) {
        return new RemoteNode(aeTitle, callingAeTitle, ConnectOptions.to(host, port), null);
    }

    /** The same node, reached otherwise. */
    public RemoteNode with(ConnectOptions changed) {
        return new RemoteNode(aeTitle, callingAeTitle, changed, identity, preferred);
    }

    /** The same node, which would rather be sent these transfer syntaxes, best first. */
    public RemoteNode preferring(List<TransferSyntax> changed) {
        return new RemoteNode(aeTitle, callingAeTitle, connection, identity, changed);
    }

    /** A proposal with one uncompressed context. */
    AssociationProposal.Builder proposal(String sopClassUid) {
        AssociationProposal.Builder builder = proposal();
        builder.context(sopClassUid, StorageContext.UNCOMPRESSED);
        return builder;
    }

    /** The same, asking for options of queries or retrievals. */
    AssociationProposal.Builder proposal(String sopClassUid, Set<QueryOption> options) {
        AssociationProposal.Builder builder = proposal(sopClassUid);
        return options.isEmpty()
                ? builder
                : builder.extended(sopClassUid, OptionField.of(sopClassUid).proposal(options));
    }

    AssociationProposal.Builder proposal() {
        AssociationProposal.Builder builder = AssociationProposal.from(callingAeTitle, aeTitle);
        return identity == null ? builder : builder.identity(identity);
    }
}
