/**
 * Data sets from bytes and back, in every transfer syntax, and DICOM files (PS3.5, PS3.10).
 *
 * <p>{@link org.lianzhen.dicom.io.DataSetParser} takes bytes as they arrive and keeps only what its limits allow;
 * {@link org.lianzhen.dicom.io.DataSetWriter} streams; {@link org.lianzhen.dicom.io.DataSets} does either in one call
 * for small data sets; {@link org.lianzhen.dicom.io.Part10Reader} and {@link org.lianzhen.dicom.io.Part10Writer} handle
 * files.
 */
@NullMarked
package org.lianzhen.dicom.io;

import org.jspecify.annotations.NullMarked;
