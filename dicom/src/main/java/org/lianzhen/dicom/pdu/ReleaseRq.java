package org.lianzhen.dicom.pdu;

/** A-RELEASE-RQ: the peer wants to end the association in good order (PS3.8 section 9.3.6). */
public record ReleaseRq() implements Pdu {}
