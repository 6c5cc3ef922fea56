package org.lianzhen.dicom.service;

import java.time.Duration;
import org.lianzhen.dicom.net.AssociationTerms;

/**
 * The peer is there.
 *
 * @param roundTrip from C-ECHO-RQ to C-ECHO-RSP
 * @param terms what was negotiated, for people who look for the cause of trouble
 */
public record EchoReply(Duration roundTrip, AssociationTerms terms) {}
