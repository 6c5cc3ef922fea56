package org.lianzhen.dicom.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.CCancelRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.AcceptedContext;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.DataSetSink;

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
        return provider.perform(new IncomingRequest(association, context, request), operations);
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
