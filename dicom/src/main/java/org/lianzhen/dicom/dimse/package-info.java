/**
 * The DICOM message service element (PS3.7): messages as records, their command sets as bytes, and messages as presentation data values,
 * both ways. Knows nothing of sockets and threads.
 */
@NullMarked
package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.NullMarked;
