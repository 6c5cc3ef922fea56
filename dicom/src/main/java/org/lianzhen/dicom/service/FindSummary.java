package org.lianzhen.dicom.service;

import org.lianzhen.dicom.dimse.Outcome;

/**
 * How a query ended.
 *
 * @param outcome success, or cancelled
 * @param matches how many were handed out
 * @param limited whether the peer had more than were wanted
 */
public record FindSummary(Outcome outcome, int matches, boolean limited) {}
