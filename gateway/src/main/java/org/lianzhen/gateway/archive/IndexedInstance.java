package org.lianzhen.gateway.archive;

/** An instance and the object that holds its bytes. */
public record IndexedInstance(InstanceEntry entry, StoredObject object) {}
