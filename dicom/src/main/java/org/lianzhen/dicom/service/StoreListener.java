package org.lianzhen.dicom.service;

/** Hears what becomes of instances that are sent. */
@FunctionalInterface
public interface StoreListener {

    /** Hears nothing. */
    StoreListener NONE = result -> {};

    /** Called once for every instance, one call after the other, on any thread but never an event loop. */
    void onResult(InstanceResult result);
}
