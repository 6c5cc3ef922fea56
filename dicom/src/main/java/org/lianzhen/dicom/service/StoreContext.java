package org.lianzhen.dicom.service;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.MoveOriginator;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.net.Association;

/**
 * An instance that begins to arrive.
 *
 * @param association who sends it, and what to hold when it comes too fast
 * @param sopClassUid as the command says it
 * @param sopInstanceUid as the command says it: one to 64 digits and dots, never empty
 * @param transferSyntax what the bytes are in
 * @param priority what the sender asks for
 * @param moveOriginator whose C-MOVE it belongs to, when the sender says so
 */
public record StoreContext(Association association, String sopClassUid, String sopInstanceUid,
        TransferSyntax transferSyntax, Priority priority, @Nullable MoveOriginator moveOriginator) {}
