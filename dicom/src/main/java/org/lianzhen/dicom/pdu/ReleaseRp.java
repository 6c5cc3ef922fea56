package org.lianzhen.dicom.pdu;

/** A-RELEASE-RP: confirms a release (PS3.8 section 9.3.7). */
public record ReleaseRp() implements Pdu {}
