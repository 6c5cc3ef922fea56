/**
 * Value representations of DICOM PS3.5 section 6: bytes, character sets, numbers, dates, times and person names.
 *
 * <p>This package knows nothing of data elements. It turns the bytes of one value field into Java values and back,
 * and says exactly what it could not understand.
 */
@NullMarked
package org.lianzhen.dicom.vr;

import org.jspecify.annotations.NullMarked;
