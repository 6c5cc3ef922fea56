package org.lianzhen.dicom.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.CCancelRq;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.DataSetSink;

/**
 * Performs what a peer asks on an association of ours. What that is depends on what we are asking it at the moment: storage
 * during a C-GET, event reports after a request for commitment, else verification alone.
 */
final class UserSession implements AssociationListener {
    private static final List<ServiceProvider> DEFAULT = List.of(new VerificationProvider());

    private volatile ProviderSession current = new ProviderSession(DEFAULT);

    void perform(ServiceProvider provider) {
        current = new ProviderSession(List.of(provider));
    }

    void performDefault() {
        current = new ProviderSession(DEFAULT);
    }

    @Override
    public @Nullable DataSetSink onRequest(Association association, int contextId, DimseRequest request) {
        return current.onRequest(association, contextId, request);
    }

    @Override
    public void onCancel(Association association, int contextId, CCancelRq cancel) {
        current.onCancel(association, contextId, cancel);
    }

    @Override
    public void onEnded(Association association, AssociationEnd end) {
        current.onEnded(association, end);
    }
}
