package org.lianzhen.dicom.net;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The AE titles that share one port. */
@FunctionalInterface
public interface ApplicationEntities {
    /** Who decides for this called AE title; null rejects with 1/1/7, called AE title not recognized. */
    @Nullable
    AssociationAcceptor acceptor(String calledAeTitle);

    /** A fixed set of titles. */
    static ApplicationEntities of(Map<String, AssociationAcceptor> byTitle) {
        return Map.copyOf(byTitle)::get;
    }
}
