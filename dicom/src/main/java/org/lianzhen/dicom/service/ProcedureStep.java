package org.lianzhen.dicom.service;

import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.net.Association;

/**
 * News of a modality performed procedure step (PS3.4 section F.7).
 *
 * @param association who says it
 * @param sopInstanceUid which step; chosen by us when an N-CREATE names none
 * @param attributes all of a new step, or the changed ones
 */
public record ProcedureStep(Association association, String sopInstanceUid, DataSet attributes) {}
