package org.lianzhen.dicom.service;

/** Names one instance: SOP class UID and SOP instance UID. */
public record SopReference(String sopClassUid, String sopInstanceUid) {}
