/**
 * The DICOM message service element (PS3.7): messages as records, their command sets as bytes, and messages as presentation data values,
 * both ways. Knows nothing of sockets and threads.
 *
 * <p><b>Traps and where they are tested.</b> Missing and wrong group lengths: {@code CommandVectorsTest}. Padding, missing and
 * repeated elements: {@code CommandToleranceTest}. Even fragments within both maxima, 0 as no limit: {@code PdvSplitterTest}. Two
 * messages in one PDU, one inside another: {@code WireTest}. Responses out of order, cancel: {@code ConversationTest}.
 */
@NullMarked
package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.NullMarked;
