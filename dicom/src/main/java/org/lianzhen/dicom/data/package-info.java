/**
 * Data sets in memory: immutable {@link org.lianzhen.dicom.data.DataSet}s of sealed
 * {@link org.lianzhen.dicom.data.Element}s, whatever the transfer syntax they came in or will leave in.
 *
 * <p>Values stay as the bytes that were received, little endian, and are decoded only when asked for.
 */
@NullMarked
package org.lianzhen.dicom.data;

import org.jspecify.annotations.NullMarked;
