package org.lianzhen.dicom.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.CCancelRq;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.NEventReportRq;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Roles;

/** Hands the requests of one peer to the providers of their SOP classes. */
final class ProviderSession implements AssociationListener {
    private final List<ServiceProvider> providers;
    private final Operations operations = new Operations();

    ProviderSession(List<ServiceProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    @Override
    public @Nullable DataSetSink onRequest(Association association, int contextId, DimseRequest request) {
        AcceptedContext context = association.terms().context(contextId);
        if (context == null) {
            throw new DimseException(Status.SOP_CLASS_NOT_SUPPORTED, "the presentation context was not accepted");
        }
        String sopClass = request.sopClassUid();
        ServiceProvider provider = providers.stream().filter(candidate -> candidate.provides(sopClass)).findFirst()
                .orElseThrow(() -> new DimseException(Status.SOP_CLASS_NOT_SUPPORTED,
                        "no service for this SOP class"));
        checkContext(provider, context, request);
        checkRole(association.terms(), request);
        return provider.perform(new IncomingRequest(association, context, request), operations);
    }

    /**
     * What negotiation refused must not come in by another presentation context (PS3.7 D.3.2). Tolerated, because peers do it:
     * instances of one storage class in the context of another, as DCMTK's storescu sends what its list of files calls otherwise; and
     * C-ECHO, which moves nothing, in any context.
     */
    private static void checkContext(ServiceProvider provider, AcceptedContext context, DimseRequest request) {
        String negotiated = context.abstractSyntax();
        boolean same = negotiated.equals(request.sopClassUid())
                || (request instanceof CStoreRq && provider.provides(negotiated));
        if (!same && !(request instanceof CEchoRq)) {
            throw new DimseException(Status.SOP_CLASS_NOT_SUPPORTED, "not the SOP class of this presentation context");
        }
    }

    /**
     * Whose role was negotiated away may not take it all the same (PS3.7 D.3.3.4). Tolerated, because peers do it: roles nobody
     * negotiated, as for reports of commitment; and instances from servers of C-GET, whatever they answered about roles.
     */
    static void checkRole(AssociationTerms terms, DimseRequest request) {
        String sopClass = request.sopClassUid();
        Roles agreed = terms.rolesFor(sopClass);
        boolean allowed = request instanceof CEchoRq
                || (request instanceof NEventReportRq ? agreed.scp() : agreed.scu());
        if (!terms.requestor() && terms.roles().containsKey(sopClass) && !allowed) {
            throw new DimseException(Status.NOT_AUTHORIZED, "the role this takes was negotiated away");
        }
    }

    @Override
    public void onCancel(Association association, int contextId, CCancelRq cancel) {
        operations.cancel(cancel.messageId());
    }

    @Override
    public void onEnded(Association association, AssociationEnd end) {
        operations.abandonAll();
    }
}
