package org.lianzhen.gateway.archive;

/** An instance whose pixels can be read without anything else. */
public record PlacedObject(KeptObject object, PixelPlace pixels) {}
