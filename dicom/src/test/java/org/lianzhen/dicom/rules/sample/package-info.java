/** A package that imports another, for {@code ImportTableTest}. */
@NullMarked
package org.lianzhen.dicom.rules.sample;

import org.jspecify.annotations.NullMarked;
