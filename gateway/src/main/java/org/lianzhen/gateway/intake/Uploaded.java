package org.lianzhen.gateway.intake;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.Acceptance;

/** What became of an uploaded file. */
public sealed interface Uploaded {
    /** Failure Reason for an instance that is of another study than the one it was uploaded to; we chose the code. */
    Status OTHER_STUDY = new Status(0xC409);
    /** Failure Reason "Referenced Transfer Syntax not supported" (PS3.18 Table I.2-2). */
    Status TRANSFER_SYNTAX_NOT_SUPPORTED = new Status(0xC122);

    /** Its bytes and its rows are durable. */
    record Kept(SopReference instance, String studyUid, String seriesUid, Acceptance acceptance) implements Uploaded {}

    /**
     * Nothing of it is kept.
     *
     * @param instance what it is, when that could be read
     * @param reason for Failure Reason (0008,1197)
     * @param why in plain words, without anything about the patient
     */
    record Refused(@Nullable SopReference instance, Fault fault, Status reason, String why) implements Uploaded {}

    /** Whose fault it is. */
    enum Fault {
        /** That of the file: it will be refused again. */
        FILE,
        /** There is no room, or the storage fails. */
        STORAGE,
        /** The index is away; it may be taken later. */
        INDEX
    }
}
